import { oneLine } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { type Block, type BlockRenderers, type ListItem, renderBlock } from './block.ts';
import { escapeCode, inlineHtml } from './inline-html.ts';

interface BlocksAsHtml {
  readonly html: string;
  /** Every heading in order, with the name that a link to it uses. */
  readonly anchors: readonly Anchor[];
}

interface Anchor {
  readonly id: string;
  readonly heading: Block<'heading'>;
}

/** Blocks as HTML for the body of a page. */
export function renderHtml(blocks: readonly Block[]): BlocksAsHtml {
  const anchors: Anchor[] = [];
  const all: BlockRenderers = {
    ...renderers,
    heading: (heading) => {
      const id = `s${anchors.length + 1}`;
      anchors.push({ id, heading });
      return headingHtml(heading, id);
    },
    folded: ({ heading, blocks: below }) => {
      const summary = renderBlock(heading, all);
      const rest = below.map((block) => renderBlock(block, all)).join('');
      return rest === ''
        ? summary
        : `<details>\n<summary>${summary.trimEnd()}</summary>\n${rest}</details>\n`;
    },
  };
  return { html: blocks.map((block) => renderBlock(block, all)).join(''), anchors };
}

/** What may be wider than the screen has the focus, so that keys scroll it. https://www.w3.org/WAI/WCAG22/Understanding/keyboard */
const renderers: Omit<BlockRenderers, 'heading' | 'folded'> = {
  prose: ({ text }) => (text === '' ? '' : `<p>${inlineHtml(text)}</p>\n`),
  table: ({ head, rows }) => tableHtml({ head, rows }, ''),
  facts: ({ rows }) => tableHtml({ head: ['', ''], rows }, ' class="facts"'),
  list: ({ items, isOrdered }) => inside(isOrdered ? 'ol' : 'ul', items.map(itemHtml)),
  commands: ({ lines }) =>
    lines.length === 0
      ? ''
      : `<pre tabindex="0"><code>${lines.map((line) => `${escapeCode(visible(line))}\n`).join('')}</code></pre>\n`,
  picture: ({ svg }) => `<figure tabindex="0">${svg}</figure>\n`,
};

function headingHtml({ level, text, announces }: Block<'heading'>, id: string): string {
  return `<h${level} id="${id}"${classOf(announces)}>${inlineHtml(text)}</h${level}>\n`;
}

function classOf(announces: Block<'heading'>['announces']): string {
  if (announces === undefined) return '';
  return announces === 'verdict' ? ' class="verdict"' : ` class="finding level-of-${announces}"`;
}

function itemHtml(item: ListItem): string {
  if (typeof item === 'string') return `<li>${inlineHtml(item)}</li>\n`;
  return `<li>${inlineHtml(item.text)}\n${inside('ul', item.items.map(itemHtml))}</li>\n`;
}

function tableHtml({ head, rows }: Pick<Block<'table'>, 'head' | 'rows'>, kind: string): string {
  if (rows.length === 0) return '';
  const cells = (name: string, texts: readonly string[]) =>
    inside(
      'tr',
      texts.map((text) => `<${name}>${inlineHtml(oneLine(text))}</${name}>\n`),
    );
  const lines = rows.map((row) => cells('td', row));
  return `<div class="scroll" tabindex="0"><table${kind}>${inside('thead', [cells('th', head)])}${inside('tbody', lines)}</table></div>`;
}

function inside(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<${name}>\n${lines.join('')}</${name}>\n`;
}
