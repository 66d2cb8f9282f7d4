import type { Destruction } from '../../events/files/destruction-ledger.ts';
import type { ConfiguredBackup } from '../../evidence/backups/configured-backups.ts';
import { backupWords } from './backup-words.ts';
import type { RollbackStep } from './plan.ts';

interface Kind {
  readonly name: string;
  readonly is: (destruction: Destruction) => boolean;
  /** Whom or what to ask for it. */
  readonly ask: string;
}

/** The first that fits says where a copy may be. */
const kinds: readonly Kind[] = [
  {
    name: 'backups',
    is: ({ target }) => /^backup /.test(target),
    ask: 'copies of the backups that lie elsewhere, and whether the store keeps what was deleted for a time',
  },
  {
    name: 'databases',
    is: ({ isDatabase }) => isDatabase,
    ask: 'a dump or a snapshot of the database, and the log of its server for a restore to that point in time',
  },
  {
    name: 'object stores',
    is: ({ target }) => /^(?:s3|gs|gcs|az|b2|oss|r2|abfss?):\/\//.test(target),
    ask: 'earlier versions of the objects, a replica, or what the store keeps of deleted ones',
  },
  {
    name: 'certificates',
    is: ({ target }) => /^(?:certificate(?: |$)|\/etc\/|\/var\/lib\/)/.test(target),
    ask: 'a backup of the host, or new ones from their issuer, which is as good',
  },
  {
    name: 'volumes',
    is: ({ target }) => /\b(?:volumes?|pvc|persistentvolume\w*|unused all)\b/i.test(target),
    ask: 'a backup or a snapshot of the volume',
  },
  {
    name: 'repositories at a service',
    is: ({ target }) => /^(?:gh|glab|hub) repo\b/.test(target),
    ask: 'the service, which restores deleted repositories for a time, and every clone',
  },
  {
    name: 'files of other hosts',
    is: ({ target, isRemote }) => isRemote && target.startsWith('/'),
    ask: 'the backup of that host',
  },
  {
    name: 'other services',
    is: () => true,
    ask: 'whoever runs the service: what it keeps of deleted things, its snapshots, and the definition it was made from',
  },
];

const targetsAtMost = 50;

/** One step for all that calls destroyed besides files of this machine: what to ask for, from what time. */
export function destructionSteps(
  destructions: readonly Destruction[],
  backups: readonly ConfiguredBackup[],
): RollbackStep[] {
  const times = destructions.flatMap(({ mark }) => mark.at ?? []).toSorted();
  if (destructions.length === 0) return [];
  const [first] = times;
  const shown = destructions.slice(0, targetsAtMost);
  const more = destructions.length > targetsAtMost ? [`${destructions.length - targetsAtMost} more`] : [];
  return [
    {
      kind: 'remote',
      title: `Ask for backups ${first === undefined ? '' : `from before ${first} `}of what was destroyed outside git`,
      subject: [...shown.map(named), ...more].join(', '),
      reason: `recorded calls destroyed it, and nothing here holds it. ${asked(destructions)}; ${backupWords(backups)}`,
      evidence: [
        ...shown.slice(0, 10).map(({ mark }) => mark.evidence),
        ...backups.slice(0, 10).map(({ evidence }) => evidence),
      ],
      commands: [],
      changes: 'nothing by itself; it names what was destroyed, when, and whom to ask',
      risk: 'restore beside what runs now and compare: a restore in place writes over newer data',
      check: 'what was restored is from before the time in the title',
      undo: 'nothing to undo',
      undoCommands: [],
    },
  ];
}

function named({ target, isSure, mark: { at } }: Destruction): string {
  return `${target}${at === undefined ? '' : ` (${at})`}${isSure ? '' : ', if the call succeeded'}`;
}

function asked(destructions: readonly Destruction[]): string {
  const found = destructions.map((one) => kinds.find(({ is }) => is(one)));
  const present = kinds.filter((kind) => found.includes(kind));
  return present.map(({ name, ask }) => `Of ${name}, ask for ${ask}`).join('. ');
}
