import type { PatchHunk } from '../../transcripts/file-edit.ts';

/**
 * The content before an edit, from the content after it.
 * @returns undefined where the content is not the one that the hunks were made for
 */
export function reversePatch(after: string, hunks: readonly PatchHunk[]): string | undefined {
  const lines = after.split('\n');
  for (const { newStart, lines: hunk } of hunks.toReversed()) {
    const body = hunk.filter((line) => !line.startsWith('\\'));
    const added = body.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    const removed = body.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const at = Math.max(0, newStart - 1);
    if (added.some((line, index) => lines[at + index] !== line)) return undefined;
    lines.splice(at, added.length, ...removed);
  }
  return lines.join('\n');
}
