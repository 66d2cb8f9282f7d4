import markdownIt from 'markdown-it';

const noText = /<(style|title|nav|figure)\b[\s\S]*?<\/\1>/g;

/** What a reader of the page reads, without its pictures and its list of sections. */
export function wordsOfHtml(html: string): string {
  return words(html.replace('<!DOCTYPE html>', '').replace(noText, ' '));
}

/** What a reader of the rendered Markdown reads, without the source of its pictures. */
export function wordsOfMarkdown(markdown: string): string {
  return words(
    markdownIt()
      .render(markdown)
      .replace(/<pre><code class="language-mermaid">[\s\S]*?<\/pre>/g, ' '),
  );
}

/** The structure of the page, a line for each heading, table and picture: what a review reads. */
export function pageOutline(html: string): string {
  const parts = html.matchAll(
    /<h([1-3])[^>]*>([\s\S]*?)<\/h\1>|<table[^>]*>([\s\S]*?)<\/table>|<svg[^>]*aria-label="([^"]*)"|<(pre)[ >]/g,
  );
  const lines = [...parts].map(([, level, heading, table, picture]) => {
    if (level !== undefined) return `${'#'.repeat(Number(level))} ${words(heading ?? '')}`;
    if (table !== undefined) return `  table: ${rowsOf(table)} rows, ${columnsOf(table)}`;
    return picture === undefined ? '  commands' : `  picture: ${words(picture)}`;
  });
  return `${lines.join('\n')}\n`;
}

function rowsOf(table: string): number {
  return (table.match(/<tr>/g) ?? []).length - 1;
}

function columnsOf(table: string): string {
  return [...table.matchAll(/<th>([\s\S]*?)<\/th>/g)].map(([, cell = '']) => words(cell) || '-').join(', ');
}

function words(html: string): string {
  return html
    .replace(/<[a-z/][^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|#34);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#34': '"',
};
