import type { AttributedRefMove } from '../../assess/attribution.ts';
import { commitsToAsk, unrecordedSessions } from '../../assess/unrecorded-sessions.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { Examination } from './examination.ts';

const commitsAtMost = 5000;

/** Reports sessions that only messages of commits name which were made in this repository, in the time asked about. */
export async function reportUnrecorded(
  moves: readonly AttributedRefMove[],
  { open, known }: { readonly open: OpenRepository; readonly known: ReadonlySet<string> | undefined },
  { since, until, reportGap }: Pick<Examination, 'since' | 'until' | 'reportGap'>,
): Promise<void> {
  if (!known) return;
  const [from, to] = [since?.toISOString() ?? '', until?.toISOString() ?? '\uffff'];
  const asked = commitsToAsk(moves)
    .filter(({ at }) => from <= at && at <= to)
    .slice(-commitsAtMost);
  const ids = [...new Set(asked.map(({ sha }) => sha))];
  const present = await open.present(ids);
  const messages = await open.messages(ids.filter((sha) => present.has(sha)));
  for (const gap of unrecordedSessions(asked, messages, known)) reportGap(gap);
}
