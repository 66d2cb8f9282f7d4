import type { Outcome } from '../../tool-call.ts';

/** What the text of an output tells. */
export interface OutputWords {
  readonly outcome: Outcome;
  /** What runs on, or ran until now, in the background. */
  readonly running?: string;
}

/** Longer beginnings are the program's own words. */
const longestHead = 2_000;

/**
 * Sentences of Codex itself, which stand before everything else in an output.
 * https://github.com/openai/codex/blob/main/codex-rs/core/src/tools/orchestrator.rs
 */
const sentences: readonly { readonly says: RegExp; readonly outcome: Outcome }[] = [
  { says: /^exec_command failed[^\n]{0,2000}\bRejected\(/, outcome: 'denied' },
  { says: /^approval (?:policy|required by policy)/, outcome: 'denied' },
  { says: /^(?:exec command|patch|apply_patch|[\w.]+ call)? ?rejected(?: by user|:)/, outcome: 'denied' },
  { says: /^user (?:rejected|cancelled) /, outcome: 'denied' },
  { says: /^(?:Wall time: [\d.]+ seconds?\n)?(?:command )?aborted by user/, outcome: 'interrupted' },
  {
    says: /^(?:apply_patch verification failed|failed to parse|unsupported call|write_stdin failed)/,
    outcome: 'not-run',
  },
  { says: /^(?:failed in sandbox|execution error|command timed out|tool call error)/, outcome: 'failed' },
  { says: /^(?:err: |Error: )/, outcome: 'failed' },
  { says: /^[\w.]{1,40} failed(?: for `|:)/, outcome: 'failed' },
];

const exitLine = /^(?:Exit code:|Process exited with code) (-?\d+)$/m;
const runningLine = /^Process running with session ID (\d+)$/m;

/** @param needsExit the tool runs a program: without an exit code nothing tells how that went */
export function outcomeOfText(text: string, needsExit: boolean): OutputWords {
  const start = text.slice(0, longestHead);
  // What follows was printed by whatever ran, and can say anything.
  const head = /^(?:Chunk ID|Exit code|Wall time|Process)/.test(start)
    ? (start.split(/^Output:$/m)[0] ?? '')
    : '';
  const running = runningLine.exec(head)?.[1];
  if (running !== undefined) return { outcome: 'background', running };
  const code = exitLine.exec(head)?.[1];
  if (code !== undefined) return { outcome: outcomeOfCode(Number(code)) };
  const sentence = sentences.find(({ says }) => says.test(start));
  return { outcome: sentence?.outcome ?? (needsExit ? 'unknown' : 'succeeded') };
}

export function outcomeOfCode(code: number): Outcome {
  return code === 0 ? 'succeeded' : 'failed';
}
