import { attribute, type RecordedWork } from '../../assess/attribute.ts';
import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { locateRepositories } from '../../evidence/git/locate-repositories.ts';
import { type OpenRepository, openRepository } from '../../evidence/git/read-repository.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import type { Home } from '../../evidence/home.ts';

/** One repository with every move of its refs tied to a call or to none. */
export interface ExaminedRepository {
  readonly repository: RepositoryEvidence;
  /** Can be asked until the next repository is taken. */
  readonly open: OpenRepository;
  /** Oldest first. */
  readonly moves: readonly AttributedRefMove[];
}

export interface Examination {
  readonly home: Home;
  /** Repositories to examine besides those in which sessions worked; absolute on this machine. */
  readonly given: readonly string[];
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** `PATH`, to find git. */
  readonly searchPath: string;
  /** Whether to look at every object for those that nothing names. */
  readonly deep: boolean;
  readonly reportGap: ReportGap;
  readonly progress: (line: string) => void;
}

/** Repositories in the order in which they were named; each is read and forgotten before the next one. */
export async function* examineRepositories(
  work: RecordedWork,
  examination: Examination,
): AsyncIterable<ExaminedRepository> {
  const { home, reportGap, given, searchPath, deep } = examination;
  const recorded = [...new Set(work.sessions.flatMap(({ directories }) => directories))];
  const inWindow = windowOf(work, examination);
  const ids = [...new Set(work.calls.flatMap(({ facts }) => facts.map(({ sha }) => sha)))];
  for (const layout of locateRepositories({ given, recorded }, { home, reportGap })) {
    examination.progress(`git ${layout.worktree ?? layout.gitDirectory}`);
    const open = await openRepository(layout, { inWindow, ids, searchPath, deep }, { home, reportGap });
    try {
      const repository = open.evidence;
      const moves = attribute(repository, work).filter(
        ({ at, toolCallId }) => inWindow(at) || toolCallId !== undefined,
      );
      yield { repository, open, moves };
    } finally {
      open.close();
    }
  }
}

/** From a day before the first recorded session, where no time is given: what came before is not this incident. */
function windowOf(
  { sessions }: RecordedWork,
  { since, until }: Pick<Examination, 'since' | 'until'>,
): (at: string) => boolean {
  const dayMs = 86_400_000;
  const first = Math.min(...sessions.map(({ startedAt }) => Date.parse(startedAt)));
  const from = since?.getTime() ?? (Number.isFinite(first) ? first - dayMs : Number.NEGATIVE_INFINITY);
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (at) => {
    const time = Date.parse(at);
    return from <= time && time <= to;
  };
}
