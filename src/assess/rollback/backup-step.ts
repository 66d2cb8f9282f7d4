import type { LostForGood, RollbackStep } from './plan.ts';

const pathsAtMost = 100;

/** For what nothing on the machine brings back: which paths to ask a backup for, and how old it must be. */
export function backupSteps(lost: readonly LostForGood[]): RollbackStep[] {
  const dated = lost.flatMap(({ lostAt, ...rest }) => (lostAt === undefined ? [] : [{ ...rest, lostAt }]));
  const [first] = dated.toSorted((a, b) => (a.lostAt < b.lostAt ? -1 : 1));
  if (!first) return [];
  return [
    {
      kind: 'files',
      title: `Ask a backup from before ${first.lostAt} for what nothing else brings back`,
      subject: dated
        .slice(0, pathsAtMost)
        .map(({ what }) => what)
        .join(', '),
      reason: `${dated.length === 1 ? '1 path is' : `${dated.length} paths are`} in no commit, copy or transcript; a Time Machine, restic, Btrfs, ZFS or shadow copy may hold them`,
      evidence: dated.slice(0, 10).flatMap(({ evidence }) => evidence),
      commands: [],
      changes: 'nothing by itself; it names the paths and the time',
      risk: 'restore to another folder and compare: a whole-folder restore writes over newer work',
      check: 'the restored files are from before the time in the title',
      undo: 'nothing to undo',
      undoCommands: [],
    },
  ];
}
