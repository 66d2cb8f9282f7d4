import type { FileChange, PatchHunk } from '../file-edit.ts';

/** The lines that changes leave, where nothing else is known of the file: a text in place of another need not be lines. */
export function linesLeftBy(patch: readonly FileChange[]): string {
  return patch.map(linesOf).join('');
}

/** A text with whole lines put in the place of others; those whose place is not found stand behind it. */
export function patched(text: string, patch: readonly FileChange[]): string {
  return patch.reduce((before, change) => {
    if (isHunk(change) || !change.isLines) return before;
    const { from, to } = change;
    return from !== '' && before.includes(from)
      ? before.replace(from, () => to)
      : `${before}\n${linesOf(change)}`;
  }, text);
}

function linesOf(change: FileChange): string {
  if (!isHunk(change)) return change.isLines ? `${change.to}\n` : '';
  const kept = change.lines.filter((line) => /^[ +]/.test(line));
  return kept.map((line) => `${line.slice(1)}\n`).join('');
}

function isHunk(change: FileChange): change is PatchHunk {
  return 'lines' in change;
}
