import type { EvidenceReference } from '../evidence/artifact.ts';
import { visible } from './sanitize.ts';

/**
 * Text from evidence goes into code spans only: no link, image, mention or HTML can act there. Readers of Markdown
 * disagree whether a pipe after a backslash ends the cell of a table, even in a code span; so a new span begins
 * between the two. https://github.github.com/gfm/#tables-extension-
 */
export function code(text: string, lengthAtMost = 160): string {
  const shown = shorten(visible(text).trim(), lengthAtMost);
  if (shown === '') return '';
  return shown
    .split(/(?<=\\)(?=\|)/)
    .map(span)
    .join(' ');
}

/** The fence is one backtick longer than any run inside. https://spec.commonmark.org/0.31.2/#code-spans */
function span(shown: string): string {
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A sentence that may quote something: nothing in it is markup. */
export function prose(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|!~&]/g, '\\$&');
}

/** A table cell: pipes and line feeds inside would end it, even in a code span. */
function cell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}

/** A cell has one line in every format. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** Our own words and {@link code} spans; no row, no table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** {@link referenceText} as a code span. */
export function reference(evidence: EvidenceReference): string {
  return code(referenceText(evidence));
}

/** `path:line`, of a document `path#/pointer`, of a database `path#table/row`: as `show` takes it. */
export function referenceText({ path, ...inside }: EvidenceReference): string {
  return `${path}${placeInside(inside)}`;
}

export function placeInside({ line, pointer = '', table, row }: Omit<EvidenceReference, 'path'>): string {
  if (line !== undefined) return `:${line}`;
  if (table !== undefined && row !== undefined) return `#${table}/${row}`;
  return pointer === '' ? '' : `#${pointer}`;
}

/**
 * The same where it stands in a narrow column: a transcript by its name, which no other has; the list of files under
 * "Method" has its whole path.
 */
export function shortReference({ path, ...inside }: EvidenceReference): string {
  const name = /[^/]*-[^/]*\.jsonl$/.exec(path)?.[0] ?? path;
  return code(`${name}${placeInside(inside)}`);
}

/** Cut in the middle, so that both ends of a command line stay visible. */
export function shorten(text: string, lengthAtMost: number): string {
  const characters = [...text];
  if (characters.length <= lengthAtMost) return text;
  const head = Math.ceil((lengthAtMost - 1) * 0.7);
  const tail = lengthAtMost - 1 - head;
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** `a, b and 3 more`. */
export function firstFew(
  all: readonly string[],
  most: number,
  { separator = ', ', noun = '' }: { readonly separator?: string; readonly noun?: string } = {},
): string {
  const left = all.length - most;
  const more = noun === '' ? `${left} more` : counted(left, `more ${noun}`);
  return `${all.slice(0, most).join(separator)}${left > 0 ? ` and ${more}` : ''}`;
}

/** `3 sessions`, `1 session`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
