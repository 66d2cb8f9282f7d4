import { findSecrets } from './find-secrets.ts';
import { redactText, replacement } from './redact-text.ts';

/**
 * A value in which no string carries a secret, neither as a value nor as a name of a field; the value itself where
 * nothing in it changes: a stream has many rows and few secrets.
 */
export function redactValue(value: unknown, salt: Uint8Array): unknown {
  const redacted = redactInner(value, salt);
  return redacted === value ? value : replaceKnown(redacted, { secrets: secretsIn(value), salt });
}

function redactInner(value: unknown, salt: Uint8Array): unknown {
  if (typeof value === 'string') return redactString(value, salt);
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? redactItems(value, salt) : redactFields(value, salt);
}

/** A shorter one may be any word. */
const knownAtLeast = 8;
const knownAtMost = 2000;

/** What was found in one text of a value, and its kind: in another text it may stand without the words around it. */
function secretsIn(value: unknown, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (typeof value === 'string') {
    for (const { kind, offset, length } of findSecrets(value)) {
      const secret = value.slice(offset, offset + length);
      for (const known of [secret, ...partsOf(secret)]) {
        const isEnough = known.length >= knownAtLeast || isShortPassword(kind, known);
        if (isEnough && found.size < knownAtMost && !/\s/.test(known)) found.set(known, kind);
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) secretsIn(inner, found);
  }
  return found;
}

const shortAtLeast = 4;
/** Kinds that only the place tells, where nothing but a password can stand. */
const ofPlace: ReadonlySet<string> = new Set(['command-line-password', 'piped-secret', 'spoken-password']);

/** What people choose: letters alone may be any word, and stay where no place tells what they are. */
function isShortPassword(kind: string, secret: string): boolean {
  return ofPlace.has(kind) && secret.length >= shortAtLeast && /[^A-Za-z]/.test(secret);
}

/** A short one by itself alone, not as a part of a number, a time, a name or a way. */
function whereKnown(secret: string): string | RegExp {
  if (secret.length >= knownAtLeast) return secret;
  return new RegExp(`(?<![\\w.:/#-])${secret.replace(/[^\w]/g, '\\$&')}(?![\\w:/-]|\\.\\w)`, 'g');
}

const partAtLeast = 16;

/** Of a secret that is a way in an address, what an effect may name: the file that a download would write. */
function partsOf(secret: string): readonly string[] {
  return secret.includes('/') ? secret.split('/').filter((part) => part.length >= partAtLeast) : [];
}

interface Known {
  readonly secrets: ReadonlyMap<string, string>;
  readonly salt: Uint8Array;
}

function replaceKnown(value: unknown, known: Known): unknown {
  if (known.secrets.size === 0) return value;
  if (typeof value === 'string') {
    let text = value;
    for (const [secret, kind] of known.secrets) {
      if (!text.includes(secret)) continue;
      text = text.replaceAll(whereKnown(secret), () => replacement(kind, secret, known.salt));
    }
    return text;
  }
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => replaceKnown(item, known));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaceKnown(inner, known)]));
}

let answers = new Map<string, string>();
let answersSalt: Uint8Array | undefined;
/** Texts that are kept with their answer; when there are more, all are forgotten. */
const answersAtMost = 4000;
const longestKept = 256;

/** Of a row's texts more than half stood in the row before: folders, branches, versions, names of files. */
function redactString(text: string, salt: Uint8Array): string {
  if (text.length > longestKept) return redactText(text, salt);
  if (salt !== answersSalt || answers.size >= answersAtMost) {
    answers = new Map();
    answersSalt = salt;
  }
  const known = answers.get(text);
  if (known !== undefined) return known;
  const answer = redactText(text, salt);
  answers.set(text, answer);
  return answer;
}

function redactItems(items: readonly unknown[], salt: Uint8Array): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const redacted = redactInner(item, salt);
    if (redacted === item) continue;
    changed ??= [...items];
    changed[index] = redacted;
  }
  return changed ?? items;
}

function redactFields(value: object, salt: Uint8Array): unknown {
  let hasChanged = false;
  const fields = Object.entries(value).map(([name, inner]): readonly [string, unknown] => {
    const shown = isHarmlessName(name) ? name : redactText(name, salt);
    const redacted = redactField(name, inner, salt);
    hasChanged ||= shown !== name || redacted !== inner;
    return [shown, redacted];
  });
  return hasChanged ? Object.fromEntries(fields) : value;
}

const promise =
  /pass|pwd|secret|token|key|auth|cred|cookie|_pw$|_psw$|_salt$|_priv$|otp|^pin$|mfa|2fa|_code$/i;

/** A value that says nothing by itself may be a secret by the name of its field. */
function redactField(name: string, value: unknown, salt: Uint8Array): unknown {
  const redacted = redactInner(value, salt);
  if (typeof value !== 'string' || redacted !== value || !promise.test(name)) return redacted;
  const found = findSecrets(`"${name}":"${value}"`).find(({ length }) => length === value.length);
  return found ? replacement(found.kind, value, salt) : value;
}

const harmlessNames = new Map<string, boolean>();
/** Names of fields are few; those of hostile evidence are not kept. */
const namesAtMost = 2000;

/** Most names stand in every row: each is looked at once. */
function isHarmlessName(name: string): boolean {
  const known = harmlessNames.get(name);
  if (known !== undefined) return known;
  const isHarmless = findSecrets(name).length === 0;
  if (harmlessNames.size < namesAtMost && name.length < 64) harmlessNames.set(name, isHarmless);
  return isHarmless;
}
