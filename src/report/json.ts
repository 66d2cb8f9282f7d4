/** The document as it is, two spaces deep. */
export function json(document: unknown): string {
  return JSON.stringify(document, undefined, 2);
}
