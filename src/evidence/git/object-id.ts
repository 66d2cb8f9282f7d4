/** A whole object id, SHA-1 or SHA-256. Nothing else from evidence ever reaches git as an id. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** What a reflog writes where a ref did not exist. */
export function isNullId(id: string): boolean {
  return /^0+$/.test(id);
}
