import { isJumbled } from '../../secrets/kinds/random-value.ts';
import { isSecretShape, namesSecret, shapeOf, type ValueShape } from './value-shape.ts';

/** A text or list without the secrets that stood in it, and what they were. */
export interface Masked<T> {
  readonly value: T;
  readonly secrets: readonly ValueShape[];
}

/**
 * Arguments of a command without secrets: those after a flag that promises one (`--api-key`, value) and those in
 * `--api-key=value`, and words that only a machine would choose. Secrets that show by their own form are left to the redaction of all output.
 */
export function maskArguments(given: readonly string[]): Masked<readonly string[]> {
  const secrets: ValueShape[] = [];
  const value = given.map((word, index) => {
    const before = given[index - 1] ?? '';
    const assigned = /^(-{0,2}[\w.-]{1,80})=(.+)$/s.exec(word);
    const name = assigned?.[1] ?? (before.startsWith('-') && !before.includes('=') ? before : '');
    const candidate = assigned?.[2] ?? word;
    const shape = isBareKey(name, candidate)
      ? { ...shapeOf(name, candidate), kind: 'argument-token' }
      : shapeOf(name, candidate);
    if (candidate.startsWith('-') || !isSecretShape(shape)) return word;
    secrets.push({ ...shape, name: name === '' ? `argument ${index + 1}` : name });
    return namesSecret(name) || shape.kind === 'argument-token'
      ? word.replace(candidate, () => mask(shape))
      : word;
  });
  return { value, secrets };
}

/** A key that no name announces: behind `--key`, or on its own. */
function isBareKey(name: string, word: string): boolean {
  const least = /^-{1,2}key$/i.test(name) ? 16 : 32;
  return /^\w[\w-]{15,400}$/.test(word) && word.length >= least && /\d/.test(word) && isJumbled(word);
}

/** A URL without user information, secret parameters and path segments that only a machine would choose. */
export function maskUrl(url: string): Masked<string> {
  const secrets: ValueShape[] = [];
  const hide = (name: string, value: string, kind?: string) => {
    const shape = { ...shapeOf(name, value), ...(kind !== undefined && { kind }) };
    if (!isSecretShape(shape)) return value;
    secrets.push(shape);
    return mask(shape);
  };
  const [address = '', ...query] = url.split('?');
  const masked = address
    .replace(
      /^([a-z][a-z0-9+.-]{0,20}:\/\/)([^/@\s]{1,500})@/i,
      (_, scheme: string, user: string) => `${scheme}${hide('user information', user, 'url-password')}@`,
    )
    .replace(/(?<=\/)[A-Za-z0-9_=-]{32,1000}(?=\/|$)/g, (segment) =>
      /\d/.test(segment) && /[a-z]/i.test(segment) ? hide('path', segment, 'url-token') : segment,
    );
  const parameters = query
    .join('?')
    .replace(
      /([^&=]{1,100})=([^&#]{1,2000})/g,
      (_, name: string, value: string) =>
        `${name}=${hide(name, value, /^(?:key|sig|code)$/i.test(name) ? 'url-token' : undefined)}`,
    );
  return { value: query.length > 0 ? `${masked}?${parameters}` : masked, secrets };
}

function mask({ kind, length }: ValueShape): string {
  return `[${kind} ${length} characters]`;
}
