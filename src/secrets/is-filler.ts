/** `ghp_xxxxxxxx…`, `AKIAIOSFODNN7EXAMPLE`: what documents show in place of a token. */
export function isFiller(secret: string): boolean {
  return /([xX*#.])\1{7}|EXAMPLE$/.test(secret);
}
