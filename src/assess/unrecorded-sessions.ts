import type { Gap } from '../evidence/gap.ts';
import { isAgents, makesCommit } from './agent-commits.ts';
import type { AttributedRefMove } from './attribution.ts';
import { sessionsIn } from './commit-names.ts';

const namedAtMost = 5;

/** Moves whose commit was made in this clone and by no recorded call: its message may name a session. */
export function commitsToAsk(moves: readonly AttributedRefMove[]): readonly AttributedRefMove[] {
  const made: ReadonlySet<string> = makesCommit;
  return moves.filter(
    (move) => move.source === 'reflog' && made.has(move.action) && move.action !== 'pull' && !isAgents(move),
  );
}

/**
 * Sessions that only messages of commits name. Commits that came from elsewhere are left out: their sessions ran on
 * other machines.
 * @param messages by the id of the commit
 * @param known sessions with a transcript, by every name
 */
export function unrecordedSessions(
  moves: readonly AttributedRefMove[],
  messages: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): Gap[] {
  const named = moves.flatMap((move) =>
    sessionsIn(messages.get(move.sha) ?? '')
      .filter((session) => !known.has(session))
      .map((session) => ({ session, move })),
  );
  const sessions = [...new Set(named.map(({ session }) => session))].sort();
  const [first] = named;
  if (!first) return [];
  const more = sessions.length > namedAtMost ? ` and ${sessions.length - namedAtMost} more` : '';
  const commits = new Set(named.map(({ move }) => move.sha));
  const names =
    commits.size === 1 ? `the commit ${first.move.sha.slice(0, 10)} names` : `${commits.size} commits name`;
  const what = sessions.length === 1 ? 'a session' : `${sessions.length} sessions`;
  const reason = `${names} ${what} of which there is no transcript: ${sessions.slice(0, namedAtMost).join(', ')}${more}`;
  return [{ kind: 'missing', reason, evidence: first.move.evidence }];
}
