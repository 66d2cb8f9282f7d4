import type { SecretKind } from '../secret-kind.ts';
import { isPlaceholder } from './placeholder.ts';

/** Forms that are secrets whoever issued them. */
export const structuredKinds: readonly SecretKind[] = [
  {
    // With its end where it has one; else as far as the lines look like a key. https://www.rfc-editor.org/rfc/rfc7468
    name: 'private-key',
    keywords: ['-----BEGIN '],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]{0,12000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\:,-]{0,12000})/y,
  },
  {
    name: 'private-key',
    keywords: ['Private-Lines:'],
    pattern: /Private-Lines: \d{1,4}(?:\s|\\[rn]){1,4}([A-Za-z0-9+/=\s\\]{40,6000})/y,
  },
  {
    // The private part of a key as JSON. https://www.rfc-editor.org/rfc/rfc7518#section-6
    name: 'private-key',
    keywords: ['"d":', '\\"d\\":', '"k":', '\\"k\\":'],
    pattern: /\\?"[dk]\\?":\s{0,3}\\?"([A-Za-z0-9_-]{40,800})\\?"/y,
  },
  {
    // Signed, encrypted, or cut before its end; not in the middle of a longer run, of which there could be many.
    // https://www.rfc-editor.org/rfc/rfc7519
    name: 'jwt',
    keywords: ['eyJ'],
    pattern:
      /(?<![A-Za-z0-9_-]{40})eyJ[A-Za-z0-9_-]{10,2000}\.(?:eyJ[A-Za-z0-9_-]{0,6000}(?:\.[A-Za-z0-9_-]{0,1500})?|[A-Za-z0-9_-]{0,6000}\.[A-Za-z0-9_-]{10,6000}(?:\.[A-Za-z0-9_-]{0,6000}\.[A-Za-z0-9_-]{0,200})?)/y,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
    name: 'bearer-token',
    keywords: ['Bearer ', 'bearer ', 'BEARER ', 'Bearer%20'],
    pattern: /bearer(?: |%20)([A-Za-z0-9._~+/=-]{16,4000})/iy,
    accepts: (secret) => /\d/.test(secret) && !isPlaceholder(secret),
  },
  {
    // A short one only in its header: elsewhere a word follows.
    name: 'bearer-token',
    keywords: ['uthorization'].flatMap((rest) =>
      ['A', 'a'].flatMap((first) =>
        [': ', '": "', '":"', '\\": \\"'].map((sign) => `${first}${rest}${sign}`),
      ),
    ),
    pattern: /[Aa]uthorization\\?"?: ?\\?"?[Bb]earer ([^\s"'\\$<>{}()]{6,15})(?![^\s"'\\])/y,
    accepts: (secret) => /\d/.test(secret) && !isPlaceholder(secret),
  },
  {
    // https://www.rfc-editor.org/rfc/rfc7617#section-2
    name: 'basic-credentials',
    keywords: ['Basic ', 'basic ', 'BASIC ', 'Basic%20'],
    pattern: /basic(?: |%20)([A-Za-z0-9+/]{6,1000}={0,2})/iy,
    accepts: isEncodedPair,
  },
  {
    name: 'registry-credentials',
    keywords: ['"auth"', '_auth', '\\"auth\\"'],
    pattern: /[\\"]{0,2}_?auth[\\"]{0,3}\s{0,3}[:=]\s{0,3}[\\"]{0,2}([A-Za-z0-9+/]{8,1000}={0,2})/y,
    accepts: isEncodedPair,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
    name: 'url-password',
    keywords: ['://'],
    pattern: /:\/\/[^\s:@/'"\\<>]{0,100}:([^\s/'"\\<>]{3,300})@/y,
    accepts: (secret) => !/^[$%{*]/.test(secret),
  },
  {
    // A password may hold a slash that should have been encoded; what follows the sign has to be a host.
    name: 'url-password',
    keywords: ['://'],
    pattern: /:\/\/[^\s:@/'"\\<>]{1,100}:([^\s@:'"\\<>]{3,300})@[A-Za-z0-9.-]{1,200}(?::\d{1,5})?[/\s'"?]/y,
    accepts: (secret) => !/^(?:[$%{*]|\d{1,5}\/)/.test(secret),
  },
  {
    // Cut before the sign: what stands between colon and end is no port, in brackets or before a full stop either.
    name: 'url-password',
    keywords: ['://'],
    pattern:
      /:\/\/[^\s:@/'"\\<>]{1,100}:(?!\d{0,5}[^A-Za-z0-9]{0,8}$)([^\s/'"\\<>@$%{*][^\s/'"\\<>@]{2,100})$/y,
  },
  {
    name: 'url-password',
    keywords: ['%3A%2F%2F', '%3a%2f%2f'],
    pattern: /%3a%2f%2f[\w.~-]{0,100}%3a([\w.~%-]{3,300}?)%40/iy,
  },
  {
    name: 'url-token',
    keywords: ['://'],
    pattern: /:\/\/([A-Za-z0-9_-]{20,255})(?::x-oauth-basic)?@/y,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    name: 'signed-url',
    keywords: ['-Signature=', 'Signature=', '-Security-Token='],
    pattern: /-?(?:Signature|Security-Token)=([A-Za-z0-9%~_+/-]{40,3000}={0,2})/y,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc6265#section-4
    name: 'cookie',
    keywords: ['Cookie: ', 'cookie: ', 'Set-Cookie: ', 'set-cookie: ', 'COOKIE: '],
    pattern: /(?:set-)?cookie: ([^\s'"\\=;]{1,100}=[^\r\n'"\\]{8,4000})/iy,
  },
  {
    // As a field of JSON, of a HAR file, or as an option of curl.
    name: 'cookie',
    keywords: ['Cookie"', 'cookie"', 'ookie\\"', '--cookie ', '--cookie=', "-b '", '-b "'],
    pattern:
      /(?:c?ookie\\?"\s{0,3}(?:[:,]\s{0,3}(?:\\?"value\\?"\s{0,3}:\s{0,3})?)|--cookie[= ]|-b )\\?["']?([A-Za-z0-9_.-]{1,100}=[^\r\n'"\\]{8,4000})/iy,
  },
];

/** Base64 of `user:password`. */
function isEncodedPair(text: string): boolean {
  return /^[\x20-\x7e]{0,200}:[\x20-\x7e]{1,500}$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
