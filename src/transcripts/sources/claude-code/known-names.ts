import { fields, names } from './record-shape.ts';

/** What a reader of transcripts looks for by its name or type. */
const known: ReadonlySet<string> = new Set<string>([...fields, ...names]);

/** A letter, a digit or an underscore as `\uXXXX`: no writer of JSON needs that, and none is known to do it. */
const needlessEscape = /\\u00(?:3\d|[46][1-9a-f]|[57][0-9a]|5f)/i;

/** Whether a name, as it is written, hides from whoever searches for its plain form. */
export function isHidden(written: string): boolean {
  return needlessEscape.test(written) && known.has(String(JSON.parse(`"${written}"`)));
}
