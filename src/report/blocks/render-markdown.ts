import { markdownTable } from '../markdown.ts';
import { visible, visibleLines } from '../sanitize.ts';
import { type Block, type BlockRenderers, type ListItem, renderBlock } from './block.ts';
import { inlineMarkdown } from './inline-markdown.ts';

/** Blocks as Markdown, without a line feed at the end. */
export function renderMarkdown(blocks: readonly Block[]): string {
  return blocks
    .map((block) => renderBlock(block, renderers))
    .filter((text) => text !== '')
    .join('\n\n');
}

const renderers: BlockRenderers = {
  heading: ({ level, text }) => `${'#'.repeat(level)} ${inlineMarkdown(text)}`,
  prose: ({ text }) => inlineMarkdown(text),
  table: ({ head, rows }) =>
    markdownTable(
      head,
      rows.map((row) => row.map(inlineMarkdown)),
    ),
  facts: ({ rows }) =>
    markdownTable(
      ['', ''],
      rows.map((row) => row.map(inlineMarkdown)),
    ),
  list: ({ items, isOrdered }) =>
    items.map((item, index) => `${isOrdered ? `${index + 1}.` : '-'} ${itemText(item)}`).join('\n'),
  folded: ({ heading, blocks }) => renderMarkdown([heading, ...blocks]),
  /** Indented code: no fence that a file name could close. */
  commands: ({ lines }) => lines.map((line) => `    ${visible(line)}`).join('\n'),
  picture: ({ mermaid }) => fenced('mermaid', visibleLines(mermaid)),
};

/** No run of backticks in the text closes it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function itemText(item: ListItem): string {
  if (typeof item === 'string') return inlineMarkdown(item);
  return [item.text, ...item.items]
    .map(inlineMarkdown)
    .map((text, index) => (index === 0 ? text : `  - ${text}`))
    .join('\n');
}
