import { markdownTable } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { type Block, type BlockRenderers, type ListItem, renderBlock } from './block.ts';

/** Blocks as Markdown, without a line feed at the end. */
export function renderMarkdown(blocks: readonly Block[]): string {
  return blocks
    .map((block) => renderBlock(block, renderers))
    .filter((text) => text !== '')
    .join('\n\n');
}

const renderers: BlockRenderers = {
  heading: ({ level, text }) => `${'#'.repeat(level)} ${text}`,
  prose: ({ text }) => text,
  table: ({ head, rows }) => markdownTable(head, rows),
  facts: ({ rows }) => markdownTable(['', ''], rows),
  list: ({ items, isOrdered }) =>
    items.map((item, index) => `${isOrdered ? `${index + 1}.` : '-'} ${itemText(item)}`).join('\n'),
  /** Indented code: no fence that a file name could close. */
  commands: ({ lines }) => lines.map((line) => `    ${visible(line)}`).join('\n'),
  picture: ({ mermaid }) => `\`\`\`mermaid\n${mermaid}\n\`\`\``,
};

function itemText(item: ListItem): string {
  return typeof item === 'string' ? item : [item.text, ...item.items.map((text) => `  - ${text}`)].join('\n');
}
