import type { Gap } from '../../evidence/gap.ts';
import type { MergedSession } from '../join/merge-groups.ts';
import type { PromptHistory, TypedPrompt } from '../sources/claude-code/prompt-history.ts';

/** Of the time in which a prompt counts: asked about, and not so old that its transcript was deleted since. */
export type Counts = (at: number) => boolean;

/** A prompt is written into the transcript at once. */
const toleranceMs = 60_000;

/**
 * Prompts that somebody typed after the last record of their session, or, where the list does not name it, at a time at
 * which no session has records: what the agent did then is in no transcript. Sessions without any transcript are told by
 * their traces.
 */
export function promptsWithoutRecords(
  histories: readonly PromptHistory[],
  sessions: readonly MergedSession[],
  counts: Counts,
): Gap[] {
  const byId = new Map(sessions.map((session) => [session.sessionId, session]));
  return histories.flatMap(({ place, prompts }) => {
    const counted = prompts.filter(({ at }) => counts(at));
    const late = counted.filter((prompt) => isAfter(prompt, byId.get(prompt.sessionId ?? '')));
    const loose = counted.filter((prompt) => prompt.sessionId === undefined && !isCovered(prompt, sessions));
    return [
      ...gapOf(late, place, 'after the last record of their sessions'),
      ...gapOf(loose, place, 'when no session of their projects has records'),
    ];
  });
}

function isAfter({ at }: TypedPrompt, session: MergedSession | undefined): boolean {
  return session?.lastAt !== undefined && at > session.lastAt + toleranceMs;
}

function isCovered({ at, project }: TypedPrompt, sessions: readonly MergedSession[]): boolean {
  return sessions.some((session) => {
    const { firstAt = Number.NaN, lastAt = Number.NaN } = session;
    if (at < firstAt - toleranceMs || at > lastAt + toleranceMs) return false;
    return project === undefined || worksIn(session, project) || hasTurnAt(session, at);
  });
}

function worksIn({ parts }: MergedSession, project: string): boolean {
  const folder = project.replace(/[\\/]+$/, '');
  return parts.some(({ cwds }) =>
    cwds.some((cwd) => cwd === folder || cwd.startsWith(`${folder}/`) || cwd.startsWith(`${folder}\\`)),
  );
}

/** A folder may have two names. */
function hasTurnAt({ turns }: MergedSession, at: number): boolean {
  return turns.some((turn) => Math.abs(turn.at - at) <= toleranceMs);
}

function gapOf(prompts: readonly TypedPrompt[], path: string, when: string): Gap[] {
  const [first] = prompts;
  if (!first) return [];
  const which = prompts.length === 1 ? 'a prompt was' : `${prompts.length} prompts were`;
  const reason = `${which} typed ${when}: what followed is in no transcript`;
  return [{ kind: 'missing', reason, evidence: { path, line: first.line } }];
}
