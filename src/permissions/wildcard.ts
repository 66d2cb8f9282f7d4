/** Tells whether a whole text fits a pattern. */
export type Matcher = (text: string) => boolean;

/**
 * A pattern in which `*` stands for any text, spaces included, and everything else for itself.
 * Work is bounded by the length of the text times that of the pattern, whatever either of them holds.
 */
export function wildcard(pattern: string): Matcher {
  const parts = pattern.split('*');
  if (parts.length === 1) return (text) => text === pattern;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1).filter((part) => part !== '');
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    return inOrder(text, middle, { from: first.length, to: text.length - last.length });
  };
}

function inOrder(text: string, parts: readonly string[], span: { from: number; to: number }): boolean {
  let at = span.from;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > span.to) return false;
    at = found + part.length;
  }
  return true;
}
