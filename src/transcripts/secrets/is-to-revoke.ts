import { isFiller } from '../../secrets/is-filler.ts';
import { isOwnPassword } from '../../secrets/is-made-up.ts';
import { narrowed } from '../../secrets/wide-text.ts';

/** Words of documents and templates that no issuer puts into a key. */
const showing = /your|placeholder|change[-_]?me|example|sample|dummy|redacted|demo|x{4}|\.\.\.|<|\{/i;
/** What stands before a token: nothing of the alphabet of pictures and archives, or a few signs of an address. */
const longestBefore = 200;
/** How far behind a password its host is looked for. */
const hostLength = 80;

/** A secret that was found in a text, and where. */
interface Place {
  readonly kind: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Whether somebody has to revoke what has a secret's form: not what documents show, the passwords that everybody's own
 * database has, a word of prose, or a piece of a picture. Redaction takes all of them for secrets.
 */
export function isToRevoke({ kind, offset, length }: Place, text: string): boolean {
  const end = offset + length;
  const value = plain(text.slice(offset, end));
  if (isFiller(value) || showing.test(value)) return false;
  if (kind === 'url-password') return !isOwnPassword(value, plain(text.slice(end, end + hostLength)));
  if (kind === 'netrc-password') return !/^[a-z]+$/.test(value);
  return !isInsideBlob(text, offset);
}

/** As it is written in a line of JSON. */
function plain(text: string): string {
  return narrowed(text.replaceAll('\\u0000', '\0'));
}

/** Base64 has the signs `+` and `/`, which end a token. */
function isInsideBlob(text: string, offset: number): boolean {
  if (offset < longestBefore) return false;
  return /^[A-Za-z0-9+/]+$/.test(text.slice(offset - longestBefore, offset));
}
