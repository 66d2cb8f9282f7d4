import type { Gap } from '../evidence/gap.ts';
import { redactDocument } from '../report/redact.ts';
import { visible } from '../report/sanitize.ts';
import type { Io } from './io.ts';

const shownAtMost = 10;

/** Says on standard error what could not be read; quietly, only how much. The report has the whole list. */
export async function warnOfGaps(
  gaps: readonly Gap[],
  { stderr, salt }: Io,
  isQuiet: boolean,
): Promise<void> {
  if (gaps.length === 0) return;
  const head = `yolo-triage: ${gaps.length} gap${gaps.length === 1 ? '' : 's'} in the evidence; what follows is not proven clean`;
  if (isQuiet) {
    await stderr.write(`${head}\n`);
    return;
  }
  const shown = redactDocument(gaps.slice(0, shownAtMost), salt);
  const lines = shown.map((gap) => `  ${place(gap)}${gap.reason} (${gap.kind})`);
  const more = gaps.length > shownAtMost ? [`  and ${gaps.length - shownAtMost} more`] : [];
  await stderr.write(`${[head, ...lines.map(visible), ...more].join('\n')}\n`);
}

/** What else the output cannot say of itself: a stream has no place for it. */
export async function sayNotes(notes: readonly string[], { stderr, salt }: Io): Promise<void> {
  const lines = redactDocument(notes, salt).map((note) => `yolo-triage: ${visible(note)}\n`);
  if (lines.length > 0) await stderr.write(lines.join(''));
}

function place({ evidence }: Gap): string {
  if (!evidence) return '';
  return evidence.line === undefined ? `${evidence.path}: ` : `${evidence.path}:${evidence.line}: `;
}
