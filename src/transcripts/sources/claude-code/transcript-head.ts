/** A member of the outermost object: its name, and the first character of its value. */
type Members = ReadonlyMap<string, string>;

/** As much of a file as is asked for its first record: in front of its type may stand a long message. */
export const headBytes = 65_536;

const token = /"((?:[^"\\\n]|\\.)*)"(?:\s*(:)\s*(\S))?|[[\]{}\n]/g;

/**
 * Whether a file begins as a transcript does: its first line is a record with a type, and with a session or a message.
 * Of members that stand in a list or in another object nothing follows.
 * @param head the first bytes of the file; may end anywhere
 */
export function beginsLikeTranscript(head: string): boolean {
  const { members, isCut } = firstRecord(head);
  const isTyped = members.get('type') === '"' || (isCut && !members.has('type') && members.has('uuid'));
  return isTyped && (members.get('sessionId') === '"' || members.get('message') === '{');
}

function firstRecord(head: string): { readonly members: Members; readonly isCut: boolean } {
  const members = new Map<string, string>();
  const text = head.trimStart();
  let depth = 0;
  if (!text.startsWith('{')) return { members, isCut: false };
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [sign, name, colon, value = ''] = match;
    if (name !== undefined) {
      if (colon !== undefined && depth === 1) members.set(name, value);
      // The value is looked at by itself.
      if (colon !== undefined) token.lastIndex -= 1;
    } else if (sign === '\n') return { members, isCut: false };
    else depth += sign === '{' || sign === '[' ? 1 : -1;
    if (depth === 0) return { members, isCut: false };
  }
  return { members, isCut: true };
}
