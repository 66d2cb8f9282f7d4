import type { SecretKind } from '../secret-kinds.ts';
import { isPlaceholder } from './placeholder.ts';

/** Words in a name that promise a secret, in any case of letters. */
const names = [
  'passw',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'api_key',
  'api-key',
  'access_key',
  'access-key',
  'accesskey',
  'private_key',
  'private-key',
  'privatekey',
  'encryption_key',
  'encryptionkey',
  'signing_key',
  'signingkey',
  'master_key',
  'masterkey',
  'account_key',
  'accountkey',
  'client-key-data',
  'auth_key',
  'authkey',
  'credential',
];

const name = `(?:${names.join('|')})([\\w.-]{0,40})`;
/** A quote may be escaped: the text can be a string inside JSON. */
const quote = '\\\\{0,3}["\'`]';
const separator = `(?:${quote})?\\]?[ \\t]{0,3}(?:=>|:=|=|:)[ \\t]{0,3}`;

/** Secrets that only the name beside them gives away. */
export const assignedKinds: readonly SecretKind[] = [
  {
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(`${name}${separator}${quote}(?<secret>[^\\s"'\`\\\\]{6,1000})\\\\{0,3}["'\`]`, 'iy'),
    accepts: isQuotedSecret,
  },
  {
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}${separator}(?<secret>[^\\s"'\`,;&|<>(){}[\\]\\\\$][^\\s"'\`,;&|<>(){}[\\]\\\\]{5,1000})(?![([])`,
      'iy',
    ),
    accepts: isBareSecret,
  },
  {
    name: 'command-line-secret',
    keywords: names,
    pattern: new RegExp(`(?<=--?[\\w-]{0,30})${name}[ =]["']?(?<secret>[^\\s"'$<(-][^\\s"']{4,500})`, 'iy'),
    accepts: (secret) => !isPlaceholder(secret) && looksRandom(secret),
  },
  {
    // https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2
    name: 'authorization-header',
    keywords: ['authorization'],
    pattern: new RegExp(
      `authorization${separator}(?:${quote})?(?:[a-z]{1,20} )?(?<secret>[A-Za-z0-9._~+/=-]{16,4000})`,
      'iy',
    ),
    accepts: (secret) => looksRandom(secret) && !isPlaceholder(secret),
  },
];

/** Endings of names that still name the secret itself: `SECRET_KEY_BASE`, `token_2`, but not `tokenizer`. */
const ending =
  /^(?:ord|wd|d|phrase)?(?:[_.-]?(?:access|api|auth|base|client|data|dev|hash|id|key|live|local|password|prod|production|secret|staging|string|test|token|value|[0-9]{1,4}))*$/i;

function isQuotedSecret(secret: string, match: string): boolean {
  if (isPlaceholder(secret) || isCode(secret) || !namesItself(match)) return false;
  return /^(?:passw|passphrase|pwd)/i.test(match) ? !isIdentifier(secret) : looksRandom(secret);
}

/** Without quotes most values are code; in capitals before `=` they are an environment's. */
function isBareSecret(secret: string, match: string): boolean {
  if (isPlaceholder(secret) || isCode(secret) || !namesItself(match)) return false;
  const isEnvironment = /^[A-Z][A-Z0-9_-]*=/.test(match);
  return isEnvironment
    ? !/^(?:[./~]|\d{1,9}$|https?:)/.test(secret)
    : looksRandom(secret) && secret.length >= 8;
}

function namesItself(match: string): boolean {
  const whole = /^[\w.-]+/.exec(match)?.[0] ?? '';
  if (whole === whole.toUpperCase()) return true;
  const stem = names.find((word) => whole.toLowerCase().startsWith(word)) ?? '';
  return ending.test(whole.slice(stem.length));
}

/** `process.env.TOKEN`, `config.secret1`, `./path/to.key`: where the secret comes from, not what it is. */
function isCode(text: string): boolean {
  return (
    /^(?:process|os|env|self|this|config|settings|args|options|data|req|res|ctx|vars|secrets|var|local)\b[.[]/i.test(
      text,
    ) ||
    /^[a-z_$][\w$]*(?:\.[a-z_$][\w$]*){1,8}$/i.test(text) ||
    /^(?:\.{0,2}\/|~\/|[a-z]:\\|https?:\/\/|file:|arn:)/i.test(text) ||
    /^[$%{]/.test(text)
  );
}

/** Letters and digits, and no words with a number behind or between them: `Uint8Array`, `round1Public`. */
function looksRandom(text: string): boolean {
  return (
    /\d/.test(text) &&
    /[a-z]/i.test(text) &&
    !/^[a-z_-]+\d{0,3}(?:[A-Z_][a-z_]+)*$/.test(text) &&
    !/^[A-Z][a-z]+\d{1,2}[A-Z][a-z]+$/.test(text)
  );
}

/** Words joined as programs join them: `current-password`, `passwordField`. */
function isIdentifier(text: string): boolean {
  return (
    /^[a-z]+(?:[-_.][a-z]+){0,8}$/.test(text) &&
    /pass|secret|token|field|input|label|type|required|current|new/.test(text)
  );
}
