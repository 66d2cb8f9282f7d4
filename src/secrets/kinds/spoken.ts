import type { SecretKind } from '../secret-kind.ts';
import { isPassword } from './password-word.ts';
import { isJumbled } from './random-value.ts';

/** Up to four words about whom or what it is for. */
const whose = '(?: (?:for|of|to|on|at|für|von|de|du|del|para|pour|do|da)(?: [\\w@.:/+-]{1,40}){1,4}?)?';
const verb = '(?: (?:is|was|will be|should be|ist|lautet|war|est|es|sera|será|é)(?: now| jetzt| to)?:?|[:=])';
const value = '\\s{1,3}(?:\\\\{0,3}["\'`“«]([^\\s"\'`\\\\”»]{4,100})|([^\\s"\'`,;<>(){}\\[\\]\\\\|]{6,100}))';

/** Words for a password, as people write them to an agent; keywords in any case of letters. */
const words = [
  'password',
  'passwort',
  'kennwort',
  'passphrase',
  'passcode',
  'mot de passe',
  'contrase',
  'senha',
];

/** A secret that somebody tells in a sentence. */
export const spokenKinds: readonly SecretKind[] = [
  {
    name: 'spoken-password',
    keywords: words,
    pattern: new RegExp(`(?:${words.join('|')})(?:ña)?(?:${whose}${verb})?${value}`, 'iy'),
    accepts: isSpokenPassword,
  },
  {
    // Of digits alone: only behind a verb, and where it is no number of something.
    name: 'spoken-password',
    keywords: words,
    pattern: new RegExp(
      `(?:${words.join('|')})(?:ña)?(?:${whose}${verb})\\s{1,3}\\\\{0,3}["'\`“«]?(?<secret>\\d{4,12})(?![\\w%:/-]|[.,]\\d| ?(?:char|digit|byte|bit|sec|min|hour|day|time|iter|round|user|attempt|zeichen|stellen))`,
      'iy',
    ),
    accepts: isNoYear,
  },
  {
    // Without a verb, where the clause ends behind them.
    name: 'spoken-password',
    keywords: words,
    pattern: new RegExp(
      `(?:${words.join('|')})(?:ña)?\\s{1,3}(?<secret>\\d{4,12})(?=\\s{0,2}(?:$|[\\n,;!)"'\\\\]|\\.(?!\\d)|(?:and|then|und|y|et|e) ))`,
      'iy',
    ),
    accepts: isNoYear,
  },
  {
    // Two words behind a colon, of which the second alone would be a password.
    name: 'spoken-password',
    keywords: words,
    pattern: new RegExp(
      `(?:${words.join('|')})(?:ña)?:\\s{1,3}(?<secret>[^\\s"'\`,;:.<>(){}\\[\\]\\\\|]{3,40} (?:[^\\s"'\`,;:<>(){}\\[\\]\\\\|]{4,40}))(?=["'\`\\\\\\n]|$)`,
      'iy',
    ),
    accepts: (secret) => isSpokenPassword(secret.slice(secret.indexOf(' ') + 1)),
  },
  {
    // `creds: dana / …`, `login with dana:…`
    name: 'spoken-password',
    keywords: ['creds', 'credentials', 'login', 'log in', 'logins'],
    pattern:
      /(?<![\w-])(?:creds|credentials|login|log in)(?: (?:are|is|with|as|using|to \S{1,60} (?:with|as)))?:? {1,2}\\{0,2}["'`]?[\w.@+-]{2,60}(?: ?\/ ?|:)(?<secret>[^\s"'`,;<>(){}[\]\\|]{6,100})/iy,
    accepts: isSpokenPassword,
  },
  {
    // `pw: …`, `user admin pass …`: without a verb only the short words, and only beside a colon or an account.
    name: 'spoken-password',
    keywords: ['pw: ', 'pass: ', 'pwd: '],
    pattern: new RegExp(`(?<![\\w-])(?:[Pp]w|PW|[Pp]ass|[Pp]wd):${value}`, 'y'),
    accepts: isSpokenPassword,
  },
  {
    name: 'spoken-password',
    keywords: [' pass '],
    pattern: new RegExp(`(?<=(?:user|username|login|account)[:=]? \\S{1,60})[, ]{0,2} pass${value}`, 'iy'),
    accepts: isSpokenPassword,
  },
  {
    // The name, then the value: `aws configure set aws_secret_access_key …`, `the token is …`.
    name: 'spoken-secret',
    keywords: ['_key ', '_key is ', 'key: ', 'key is ', 'key ', 'token ', 'token: ', 'secret ', 'secret: '],
    pattern:
      /(?:_key|(?<=(?:api|access|use|with|the|this|my|rotate)[ _-])key|token|secret)(?:\s{1,3}(?:is|was|ist)|:)?\s{1,4}\\{0,3}["'`]?([A-Za-z0-9+/_=-]{20,200})(?![\w./(-])/iy,
    accepts: isGenerated,
  },
];

export function isNoYear(digits: string): boolean {
  return !/^(?:19|20)\d\d$/.test(digits);
}

/** A word of a sentence is none: a password has a digit or a sign inside, and is neither a path nor code. */
export function isSpokenPassword(secret: string): boolean {
  const bare = secret.replace(/[.,!?;:)]+$/, '');
  if (bare.length >= 10 && isJumbled(bare) && /^[A-Za-z]+$/.test(bare)) return isPassword(bare);
  const mixed = /\d/.test(bare) ? /[A-Za-z\u00c0-\u024f]/.test(bare) : /\w[!@#$%^&*?+~]+\w/.test(bare);
  return mixed && !notSpoken.test(bare) && isPassword(bare);
}

/** Paths, addresses, mail, versions, names of algorithms, calls, variables, dates, counted words. */
const notSpoken =
  /^(?:[.~]?\/|[\w.+-]+@[\w-]+\.|https?:|[A-Z_]+\d?$|v?\d+(?:[.:-]\d+)+|sha-?\d|md5|bcrypt|argon2|pbkdf2|scrypt|base64|utf-?8|aes|rsa|oauth2?|\d+[-+]?(?:st|nd|rd|th|x|ms|s|m|h|min|chars?|characters|bytes?|bits?|days?|times)?$|[\w.-]+\(|[\w-]+\.[a-z]{2,5}$|[a-z]+\d?$|[a-z]+(?:[-_][a-z]+)+\d{0,2}$|[a-z]+(?:[A-Z][a-z]+)+\d?$|\*|[#&$]\w)/i;

/** As a machine makes them: mixed, without words in it. */
function isGenerated(secret: string): boolean {
  return (
    ((/[A-Za-z]/.test(secret) && (secret.match(/\d/g)?.length ?? 0) >= 3) || isJumbled(secret)) &&
    !/[a-z]{5,}[-_]|[-_][a-z]{5,}|^[/+]/i.test(secret) &&
    !/^\d{4}-\d{2}/.test(secret) &&
    isPassword(secret)
  );
}
