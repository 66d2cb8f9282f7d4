import { credentialStoreOf } from '../../secrets/credential-stores.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import { markedKinds } from '../../secrets/kinds/marked.ts';
import { tokenKinds } from '../../secrets/kinds/tokens.ts';
import type { CredentialNames } from './issuers.ts';

/** A name of a variable that holds a credential: `GITHUB_TOKEN`, `$env:API_KEY`, `DB_PASSWORD`. */
const secretName =
  /\b[A-Za-z][A-Za-z0-9_]{0,60}?(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS?|_DSN|DATABASE_URL)\b/g;

/** Words that take one value out of a file. */
const selecting = /\b(?:grep|egrep|rg|awk|cut|sed|jq|yq|head|tail|printenv|Select-String)\b/;

/** Kinds that an issuer gave a form of its own: what is only called a password may be made up for a test. */
const issuedKinds: ReadonlySet<string> = new Set([
  ...[...tokenKinds, ...markedKinds].map(({ name }) => name),
  'private-key',
]);

export function variablesIn(text: string): readonly string[] {
  return [...new Set(text.slice(0, 4096).match(secretName) ?? [])];
}

/** Kinds of the stores that files belong to. */
export function storeKinds(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => credentialStoreOf(file)?.kind ?? []))];
}

/** A secret that is written out, in a form of its issuer; values of forms without one are taken for made up. */
export function issuedSecretsIn(text: string): readonly string[] {
  if (text.length < 16) return [];
  return [
    ...new Set(
      findSecrets(text.slice(0, 64 * 1024))
        .map(({ kind }) => kind)
        .filter((kind) => issuedKinds.has(kind)),
    ),
  ];
}

/** Whether words take a file of credentials as a whole, not one value of it. */
export function takesWhole(text: string, files: readonly string[]): boolean {
  if (selecting.test(text)) return false;
  return files.some((file) => credentialStoreOf(file) !== undefined && !/token|api[-_]?key/i.test(file));
}

/** What a credential is called, by the words that fetch it and the files that they name. */
export function namesOf(text: string, files: readonly string[]): CredentialNames {
  return { kinds: storeKinds(files), variables: variablesIn(text) };
}
