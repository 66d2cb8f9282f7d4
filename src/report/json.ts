import { visibleJson } from './sanitize.ts';

/** The document as it is, two spaces deep. */
export function json(document: unknown): string {
  return visibleJson(JSON.stringify(document, undefined, 2));
}

/** One line, with its end: for formats of one object a line. */
export function jsonLine(value: unknown): string {
  return `${visibleJson(JSON.stringify(value))}\n`;
}
