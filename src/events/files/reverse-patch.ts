import type { FileChange, PatchHunk, Replacement } from '../../transcripts/file-edit.ts';

/**
 * The content before an edit, from the content after it.
 * @returns undefined where the content is not the one that the changes were made for, or the place of one is not certain
 */
export function reversePatch(after: string, changes: readonly FileChange[]): string | undefined {
  let content: string | undefined = after;
  for (const change of changes.toReversed()) {
    if (content === undefined) return undefined;
    content = 'to' in change ? withoutReplacement(content, change) : withoutHunk(content, change);
  }
  return content;
}

function withoutHunk(after: string, { newStart, lines: hunk }: PatchHunk): string | undefined {
  const lines = after.split('\n');
  const body = hunk.filter((line) => !line.startsWith('\\'));
  const added = body.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
  const removed = body.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
  const at = Math.max(0, newStart - 1);
  if (added.some((line, index) => lines[at + index] !== line)) return undefined;
  lines.splice(at, added.length, ...removed);
  return lines.join('\n');
}

/** Only where the text stands once: of two, nothing tells which one the edit put there. */
function withoutReplacement(after: string, { from, to }: Replacement): string | undefined {
  const at = to === '' ? -1 : after.indexOf(to);
  if (at === -1 || after.includes(to, at + 1)) return undefined;
  return `${after.slice(0, at)}${from}${after.slice(at + to.length)}`;
}
