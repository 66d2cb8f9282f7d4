import type { SecretKind } from '../secret-kind.ts';
import { quote } from './assignment.ts';
import { isPlaceholder } from './placeholder.ts';
import { isJumbled, looksRandom } from './random-value.ts';

/** Headers in which services take a key, without `x-`. https://www.rfc-editor.org/rfc/rfc6648 */
const names = ['api-key', 'apikey', 'auth-token', 'auth-key', 'access-token', 'private-token'];

/** Keys in headers; in any case of letters. */
export const headerKinds: readonly SecretKind[] = [
  {
    // X-Api-Key: …
    name: 'header-secret',
    keywords: names,
    pattern: new RegExp(
      `(?:${names.join('|')})(?:${quote})?\\s?:\\s?(?:${quote})?(?<secret>[A-Za-z0-9._~+/=-]{16,400})(?![^\\s"'\\\\,;})])`,
      'iy',
    ),
    accepts: (secret) => (isJumbled(secret) || looksRandom(secret)) && !isPlaceholder(secret),
  },
  {
    // curl -H 'X-Any-Token: …': behind the option of a client it can be nothing else. https://curl.se/docs/manpage.html#-H
    name: 'header-secret',
    keywords: ['-h ', "-h'", '-h"', '--header ', '--header=', '--headers '],
    pattern:
      /(?:-H|--headers?)[ =]?\\{0,2}["']?(?:[\w-]{1,40}-)?(?:api-?key|key|token|secret|auth|password)\s?:\s{0,2}(?<secret>[^\s"'\\`$<>{}()[\]]{8,400})/iy,
    accepts: (secret) => !isPlaceholder(secret),
  },
];
