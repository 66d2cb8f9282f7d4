import { findSecrets } from '../../secrets/find-secrets.ts';
import { isFiller } from '../../secrets/is-filler.ts';
import { isDocumented, isMadeUp, isOwnPassword } from '../../secrets/is-made-up.ts';
import { isMasked } from '../../secrets/is-masked.ts';

/** A secret as it stands in a text. The value never leaves memory. */
export interface BareSecret {
  readonly kind: string;
  readonly value: string;
}

/** Kinds that a text may have without a secret: code, prose, hashes, what lasts for minutes. */
const uncertain =
  /^(?:assigned-secret|command-line-|password-hash|cookie|encoded-secret|spoken-|statement-|signed-url|bearer-token|authorization-header|piped-secret|basic-credentials|address-token)/;

const fewestDigits = 10;
/** Of twelve words of a phrase that is made by chance, hardly two are the same; those of documents say one again and again. */
const fewestWords = 10;
/** Accounts of networks on one machine, which everybody knows. https://hardhat.org/hardhat-network/docs/reference#accounts */
const everybodysAccounts = /publicly known|(?:test ){5,}|junk\b/;

/** A header alone is no key. */
const shortestKey = 200;
/** Of what a text may be longer, this much is searched. */
const longestSearched = 64 * 1024;

/** Secrets whose form leaves no doubt, but for those that are masked, filled in, or invented to show something. */
export function bareSecrets(whole: string): readonly BareSecret[] {
  const text = whole.slice(0, longestSearched);
  const isEverybodys = everybodysAccounts.test(text);
  return findSecrets(text).flatMap(({ kind, offset, length }) => {
    const value = text.slice(offset, offset + length);
    const behind = text.slice(offset + length, offset + length + 80);
    return isBare(kind, value, behind) && !(isEverybodys && ofWallets.test(kind)) ? [{ kind, value }] : [];
  });
}

function isBare(kind: string, value: string, behind: string): boolean {
  if (uncertain.test(kind) || isFiller(value) || isMasked(value)) return false;
  if (kind === 'url-password') return !isOwnPassword(value, behind);
  if (kind === 'recovery-phrase') return isChosenByChance(value);
  if (kind === 'wallet-key') return !isFiller(value) && new Set(value).size > fewestDigits;
  if (kind === 'private-key') return value.length >= shortestKey;
  if (kind === 'url-token') return isOfRepository(behind) && !isDocumented(value);
  if (kind === 'jwt') return opensEverything(value);
  return !isMadeUp(value);
}

const ofWallets = /^(?:wallet-key|recovery-phrase|assigned-secret)$/;

function isChosenByChance(phrase: string): boolean {
  return new Set(phrase.match(/[a-z]{3,8}/g)).size >= fewestWords;
}

/** Hashes of passwords in what a database or a dump of one shows; elsewhere they are mostly examples. */
export function passwordHashes(whole: string): readonly BareSecret[] {
  const text = whole.slice(0, longestSearched);
  return findSecrets(text).flatMap(({ kind, offset, length }) =>
    kind === 'password-hash' ? [{ kind, value: text.slice(offset, offset + length) }] : [],
  );
}

/** `https://<token>@github.com/acme/shop.git`: in addresses of other services stand keys that are public by design. */
function isOfRepository(behind: string): boolean {
  return /^@(?:[\w-]{1,60}\.){0,4}(?:git\w{0,20}|bitbucket|codeberg|dev\.azure|visualstudio|huggingface)\b|^@[^\s"'?#]{1,70}\.git\b/i.test(
    behind,
  );
}

/** The key of a service that passes by every rule of a database; all others are short-lived or public. https://supabase.com/docs/guides/api/api-keys */
function opensEverything(token: string): boolean {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return /"role"\s*:\s*"service_role"/.test(claims) && !/supabase-demo/.test(claims);
}
