import type { SecretKind } from '../secret-kind.ts';
import { isGivenPassword, isPassword, literal } from './password-word.ts';

/** Programs that read a secret from standard input, as expressions. Sources: their manuals. */
const readers = [
  '(?:sudo )?chpasswd',
  '(?:sudo )?passwd',
  'sudo (?:-\\w{1,20} ){0,3}-\\w{0,6}S',
  '(?:docker|podman|nerdctl|helm|skopeo|oras|crane|buildah|az|cosign|npm|az acr) [^\\n;|&]{0,150}?--password-stdin',
  '(?:gh|glab) auth login [^\\n;|&]{0,100}?--(?:with-token|stdin)',
  '(?:gh|glab) secret set',
  'gcloud secrets [^\\n;|&]{0,150}?--data-file=-',
  '(?:npx )?(?:vercel|vc) env add',
  '(?:npx )?wrangler (?:pages )?secret put',
  '(?:fly|flyctl) secrets import',
  'pass (?:insert|add)',
  'secret-tool store',
  'docker secret create',
  'podman secret create',
  'keyctl padd',
  'vault (?:kv put|write) [^\\n;|&]{0,150}?=-',
  'cryptsetup',
  'op (?:signin|account add)',
  'keepassxc-cli',
  'bw (?:unlock|login)',
  'kpcli',
  'kinit',
].join('|');

/** Names of files that are there to hold a secret. */
const holder = '[^\\s;|&]{0,200}(?:passw|secret|token|credential|api_?key)[^\\s;|&]{0,60}';
const given = `(?:echo (?:-\\w{1,3} )?|printf (?:(?:"[^"]{0,20}"|'[^']{0,20}') )?)`;

const hexadecimal = '([0-9a-fA-F]{24,4000})';

/** A literal that a pipe, a here-string or a redirection hands to what keeps secrets. */
export const pipedKinds: readonly SecretKind[] = [
  {
    name: 'piped-secret',
    keywords: ['echo ', 'printf '],
    pattern: new RegExp(`${given}${literal} ?\\| ?(?:${readers})`, 'y'),
    accepts: (secret) => isGivenPassword(secret) && !isNameTwice(secret),
  },
  {
    name: 'piped-secret',
    keywords: ['<<<'],
    pattern: new RegExp(`(?<=(?:${readers})[^\\n;|&]{0,200})<<< ?${literal}`, 'y'),
    accepts: isGivenPassword,
  },
  {
    name: 'piped-secret',
    keywords: ['echo ', 'printf '],
    pattern: new RegExp(`${given}${literal} ?(?:>{1,2} ?|\\| ?(?:sudo )?tee (?:-a )?)${holder}`, 'y'),
    accepts: (secret) => /^(?=.*\d)(?=.*[A-Za-z])\S{6,}$/.test(secret) && isPassword(secret),
  },
  {
    // Name and password, to be encoded for a header. https://www.rfc-editor.org/rfc/rfc7617#section-2
    name: 'basic-credentials',
    keywords: ['echo ', 'printf '],
    pattern: new RegExp(`${given}${literal} ?\\| ?(?:base64|openssl (?:enc -)?base64)`, 'y'),
    accepts: isPair,
  },
  {
    name: 'basic-credentials',
    keywords: ['btoa(', 'b64encode(', 'base64_encode(', 'encode64('],
    pattern:
      /(?:btoa|(?:std|urlsafe_|strict_)?b64encode|base64_encode|encode64)\(b?\\{0,2}["'`]([^"'`\\\n]{5,200})/y,
    accepts: isPair,
  },
  {
    name: 'basic-credentials',
    keywords: ['Buffer.from('],
    pattern: /Buffer\.from\(\\{0,2}["'`]([^"'`\\\n]{5,200})\\{0,2}["'`]\)\.toString\(\\{0,2}["'`]base64/y,
    accepts: isPair,
  },
  {
    // https://linux.die.net/man/1/xxd, https://docs.python.org/3/library/stdtypes.html#bytes.fromhex
    name: 'encoded-secret',
    keywords: ['echo ', 'printf '],
    pattern: new RegExp(`${given}["']?${hexadecimal}["']? ?\\| ?xxd -\\w{0,5}r`, 'y'),
    accepts: hidesSecret,
  },
  {
    name: 'encoded-secret',
    keywords: ['fromhex(', 'unhexlify('],
    pattern: new RegExp(`(?:fromhex|unhexlify)\\(b?\\\\{0,2}["']${hexadecimal}`, 'y'),
    accepts: hidesSecret,
  },
];

/** `live:live`, the login of an image that everybody may use. https://man7.org/linux/man-pages/man8/chpasswd.8.html */
function isNameTwice(text: string): boolean {
  return /^([a-z_][\w-]{0,30}):\1$/.test(text);
}

/** `name:password`, and neither an address nor a field of text. */
function isPair(text: string): boolean {
  const [, password = ''] = /^[\w.@+-]{1,100}:([^\s/:$][^\s$]{2,200})$/.exec(text) ?? [];
  return password !== '' && isPassword(password);
}

/** Hexadecimal digits of a text that names a secret. */
function hidesSecret(encoded: string): boolean {
  const text = Buffer.from(encoded, 'hex').toString('latin1');
  return /(?:passw|pwd|secret|token|key|auth|bearer|cred)[^\n]{0,40}[=: ][^\n]{4}/i.test(text);
}
