import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Level } from '../level.ts';

/** `invocation` starts a session, `definition` makes later ones start so, `mention` only speaks of it. */
export type OccurrenceKind = 'invocation' | 'definition' | 'mention';

/** The runbook's scopes. */
export const scopes = {
  'repository-script': 'everyone who runs the script',
  'shell-profile': 'every shell that the user starts',
  'ci-job': 'every run of the job',
  'container-image': 'every container of the image',
  settings: 'every session that reads the settings file',
  editor: 'every session that the editor starts',
  'source-code': 'every run of the program',
  'one-off-command': 'one command, in the history',
} as const;
export type Scope = keyof typeof scopes;

/** What tells since when a place stands. */
export const sinceSources = {
  commit: 'the commit that brought it to the branch that is checked out',
  'oldest-commit': 'the oldest commit that was looked at: since then, or longer',
  'file-time': 'when its file was last written: since then, or longer',
  history: 'the time stamp of the history in which it was typed',
} as const;
export type SinceSource = keyof typeof sinceSources;

/** Since when a place stands. */
export interface Standing {
  /** ISO 8601 UTC. */
  readonly since: string;
  readonly sinceSource: SinceSource;
  /** Where a commit brought it. */
  readonly sinceCommit?: string;
}

/** One place where permission prompts are switched off, or spoken of. */
export interface FlagOccurrence extends Partial<Standing> {
  /** Relative to the scanned root; `/` as separator. */
  readonly path: string;
  readonly line: number;
  /** Of the wording on its line, and past its end; in UTF-16 units, counted from 1. Absent where it stands elsewhere. */
  readonly column?: number;
  readonly endColumn?: number;
  readonly kind: OccurrenceKind;
  /** Which of the ways: a key of the route registry. */
  readonly route: string;
  /** Further ways that the same command takes on this line, which do no more beside it. */
  readonly also?: readonly string[];
  /** Whose prompts: `claude`, or another agent. */
  readonly agent: string;
  readonly scope: Scope;
  /** `none`, or which self-declaration stands in the same invocation context: `is-sandbox`, … Creates no sandbox. */
  readonly guard: string;
  /** `none`, or which real isolation stands beside it: `container`, `devcontainer`, `hosted-runner`, … */
  readonly isolation: string;
  readonly level: Level;
  /** Survives moved lines. */
  readonly fingerprint: string;
  /** The line or construct, cut to a bound; redacted later. */
  readonly text: string;
  /** What of a long text switches prompts off, with what stands next to it. */
  readonly piece?: string;
  /** Why this level, one sentence each. */
  readonly reasons: readonly string[];
  /** How many sessions one trigger starts where that is known: matrix size. */
  readonly multiplicity?: number;
  /** ISO 8601 UTC, from a history with time stamps. */
  readonly at?: string;
  /** The reason that stands beside it: `yolo-triage:allow <reason>`. */
  readonly allowedBecause?: string;
  /** The line on which that reason stands. */
  readonly allowedOn?: number;
  /** Inside an installed dependency: nobody here wrote it. */
  readonly dependency?: true;
  readonly evidence: EvidenceReference;
}
