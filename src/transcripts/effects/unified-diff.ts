import type { PatchHunk } from '../file-edit.ts';

const hunkStart = /^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/;

/**
 * The hunks of a difference in one file, with or without names above them.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function hunksOf(diff: string): PatchHunk[] {
  const hunks: { oldStart: number; newStart: number; lines: string[] }[] = [];
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const [, oldStart, newStart] = hunkStart.exec(line) ?? [];
    if (oldStart !== undefined)
      hunks.push({ oldStart: Number(oldStart), newStart: Number(newStart), lines: [] });
    // Some programs leave out the blank of an empty line.
    else hunks.at(-1)?.lines.push(line === '' ? ' ' : line);
  }
  return hunks;
}
