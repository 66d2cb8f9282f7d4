import type { ConfiguredBackup } from '../../evidence/backups/configured-backups.ts';
import { backupWords } from './backup-words.ts';
import type { LostForGood, PossibleLoss, RollbackStep } from './plan.ts';

const pathsAtMost = 100;

interface Losses {
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
}

/** For what nothing on the machine brings back: which paths to ask a backup for, and how old it must be. */
export function backupSteps(
  { lost, possible }: Losses,
  backups: readonly ConfiguredBackup[],
): RollbackStep[] {
  const dated = [...lost, ...possible].flatMap(({ lostAt, ...rest }) =>
    lostAt === undefined ? [] : [{ ...rest, lostAt }],
  );
  const [first] = dated.toSorted((a, b) => (a.lostAt < b.lostAt ? -1 : 1));
  if (!first) return [];
  const proven = lost.filter(({ lostAt }) => lostAt !== undefined).length;
  const doubtful = dated.length - proven;
  const words = [
    ...(proven > 0 ? [`${counted(proven)} in no commit, copy or transcript`] : []),
    ...(doubtful > 0 ? [`of ${counted(doubtful).replace(/ (?:is|are)$/, '')} it cannot be told`] : []),
  ];
  return [
    {
      kind: 'files',
      title: `Ask a backup from before ${first.lostAt} for what nothing else brings back`,
      subject: dated
        .slice(0, pathsAtMost)
        .map(({ what }) => what)
        .join(', '),
      reason: `${words.join(', and ')}; ${backupWords(backups)}`,
      evidence: [...dated, ...backups].slice(0, 10).flatMap(({ evidence }) => evidence),
      commands: [],
      changes: 'nothing by itself; it names the paths and the time',
      risk: 'restore to another folder and compare: a whole-folder restore writes over newer work',
      check: 'the restored files are from before the time in the title',
      undo: 'nothing to undo',
      undoCommands: [],
    },
  ];
}

function counted(paths: number): string {
  return paths === 1 ? '1 path is' : `${paths} paths are`;
}
