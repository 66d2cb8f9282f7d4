import { findSecrets } from '../../secrets/find-secrets.ts';

/**
 * What may be known of the value of an environment variable or a header. The value itself stays in the reader.
 * `kind`: `empty`, `reference` (filled in at run time), `placeholder`, `literal`, or the kind of a secret.
 */
export interface ValueShape {
  readonly name: string;
  readonly kind: string;
  /** Characters. */
  readonly length: number;
}

/** Enough to tell the kind; patterns meet every value, so none of them may be endless. */
const charactersAtMost = 4096;

const harmless = new Set(['empty', 'reference', 'placeholder', 'literal']);
const secretName =
  /(?:^|[-_.])(?:pass(?:word|wd|phrase)?|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?|auth(?:orization)?|bearer|pat|jwt|dsn)(?:$|[-_.])|(?:token|secret|password|apikey)$/i;
const reference =
  /^(?:Bearer |Basic |token )?(?:\$\{[^}]{1,200}\}|\$[A-Za-z_]\w{0,100}|\{env:[^}]{1,200}\}|\{\{[^}]{1,200}\}\}|%[A-Za-z_]\w{0,100}%)$/i;
const placeholder =
  /^(?:Bearer )?(?:<[^>]{1,200}>|\[[^\]]{1,200}\]|x{3,200}|\*{3,200}|\.{3,200}|(?:your|my|insert|enter|replace|put|change)(?:[-_ ].{0,200}|(?:api|auth|access|token|key|secret|password|me|own|here).{0,100})|.{0,100}(?:placeholder|example|dummy|changeme|redacted).{0,100})$/i;

/** Says what a named value is without saying what it holds. */
export function shapeOf(name: string, value: string): ValueShape {
  return { name, kind: kindOf(name, value.slice(0, charactersAtMost)), length: value.length };
}

/** Whether the shape is that of a secret written out in the file. */
export function isSecretShape({ kind }: ValueShape): boolean {
  return !harmless.has(kind);
}

/** Whether a name promises a secret: `GITHUB_TOKEN`, `--api-key`, `Authorization`. */
export function namesSecret(name: string): boolean {
  return secretName.test(name.replace(/^-{1,2}/, ''));
}

function kindOf(name: string, value: string): string {
  const trimmed = value.trim();
  if (trimmed === '') return 'empty';
  if (reference.test(trimmed)) return 'reference';
  const found = findSecrets(value)[0];
  if (found) return found.kind;
  if (
    !namesSecret(name) ||
    trimmed.length < 8 ||
    /^(?:true|false|\d{1,9}|https?:\/\/.*|[.~]?\/.*)$/i.test(trimmed)
  ) {
    return 'literal';
  }
  return placeholder.test(trimmed) ? 'placeholder' : 'named-secret';
}
