import type { SecretKind } from '../secret-kinds.ts';
import { isPlaceholder } from './placeholder.ts';

/** Forms that are secrets whoever issued them. */
export const structuredKinds: readonly SecretKind[] = [
  {
    // With its end where it has one; else as far as the lines look like a key. https://www.rfc-editor.org/rfc/rfc7468
    name: 'private-key',
    keywords: ['-----BEGIN '],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]{0,12000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\]{0,12000})/y,
  },
  {
    name: 'private-key',
    keywords: ['Private-Lines:'],
    pattern: /Private-Lines: \d{1,4}(?:\s|\\[rn]){1,4}([A-Za-z0-9+/=\s\\]{40,6000})/y,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc7519
    name: 'jwt',
    keywords: ['eyJ'],
    pattern: /eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,6000}\.[A-Za-z0-9_-]{10,1500}/y,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
    name: 'bearer-token',
    keywords: ['Bearer ', 'bearer ', 'BEARER '],
    pattern: /bearer ([A-Za-z0-9._~+/=-]{16,4000})/iy,
    accepts: (secret) => /\d/.test(secret) && !isPlaceholder(secret),
  },
  {
    // https://www.rfc-editor.org/rfc/rfc7617#section-2
    name: 'basic-credentials',
    keywords: ['Basic ', 'basic '],
    pattern: /basic ([A-Za-z0-9+/]{8,1000}={0,2})/iy,
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
    name: 'url-token',
    keywords: ['://'],
    pattern: /:\/\/([A-Za-z0-9_-]{20,255})(?::x-oauth-basic)?@/y,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    // https://www.rfc-editor.org/rfc/rfc6265#section-4
    name: 'cookie',
    keywords: ['Cookie: ', 'cookie: ', 'Set-Cookie: ', 'set-cookie: '],
    pattern: /(?:set-)?cookie: ([^\s'"\\=;]{1,100}=[^\r\n'"\\]{8,4000})/iy,
  },
  {
    // https://manpages.debian.org/crypt.5
    name: 'password-hash',
    keywords: ['$1$', '$2a$', '$2b$', '$2y$', '$5$', '$6$', '$7$', '$y$', '$gy$', '$argon2'],
    pattern: /\$(?:[1567]|2[aby]|g?y|argon2[a-z]{0,2})\$[A-Za-z0-9./$,=+-]{20,200}/y,
  },
  {
    name: 'netrc-password',
    keywords: ['machine '],
    pattern: /machine \S{1,200}\s{1,8}login \S{1,200}\s{1,8}password (\S{1,200})/y,
  },
  {
    name: 'command-line-password',
    keywords: ['-u ', '-u=', '--user ', '--user=', '-U '],
    pattern: /(?:-u|-U|--user)[ =]['"]?[^\s:'"/$]{1,100}:([^\s'"/$][^\s'"]{2,200})/y,
    accepts: (secret) => !/^\d+$/.test(secret) && !isPlaceholder(secret),
  },
  {
    name: 'command-line-password',
    keywords: ['sshpass '],
    pattern: /sshpass -p ?['"]?([^\s'"$][^\s'"]{1,200})/y,
  },
  {
    name: 'command-line-password',
    keywords: ['mysql ', 'mysqldump ', 'mysqladmin ', 'mariadb '],
    pattern: /(?:mysql\w{0,10}|mariadb) [^\n;|&]{0,200}? -p['"]?([^\s'"$-][^\s'"]{2,100})/y,
  },
];

function isEncodedPair(text: string): boolean {
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,500}$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
