/** A query that cannot be used: where, and why. The loader collects these and ends with exit code 2. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  /** @param place where it stands; `line` counts from 1 */
  constructor(place: { readonly path: string; readonly line: number }, reason: string) {
    super(`${place.path}:${place.line}: ${reason}`);
  }
}
