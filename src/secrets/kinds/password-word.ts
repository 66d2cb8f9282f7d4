import { isPlaceholder } from './placeholder.ts';

/** A word that is written out: no variable, no option, no substitution. */
export const literal = `(?:"([^"$\\n]{3,200})"|'([^'\\n]{3,200})'|([^\\s"'$<(|;&-][^\\s"'|;&]{2,200}))`;

/** Whether a word can be a password: neither a port, nor a placeholder, nor filled in later. */
export function isPassword(secret: string): boolean {
  return !/^\d{1,5}$/.test(secret) && isGivenPassword(secret);
}

/** The same where nothing but a password can stand: a few digits are one, too. */
export function isGivenPassword(secret: string): boolean {
  return !isPlaceholder(secret) && !/^(?:<|\{\{|\$)/.test(secret);
}
