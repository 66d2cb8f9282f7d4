import { visible } from './sanitize.ts';

/**
 * RFC 4180, with two guards: a cell that a spreadsheet would take for a formula begins with an apostrophe, and
 * characters that act or hide are shown. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const shown = visible(text);
  const guarded = /^\s*[=+\-@＝＋－＠]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
