import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { QuietSetting } from './quiet-settings.ts';

/** What a step touches; `remote` and `credentials` reach beyond the machine and are kept apart. */
export type StepKind = 'save' | 'repository' | 'files' | 'persistence' | 'credentials' | 'remote';

/** One step of a plan; nothing executes it but a human. Titles and explanations are our words, never the evidence's. */
export interface RollbackStep {
  readonly kind: StepKind;
  readonly title: string;
  /** The evidence's words for what the step is about: a branch, a path, a commit's subject; hostile. */
  readonly subject?: string;
  /** Why, with the evidence that says so. */
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
  /** For copy and paste, each a complete command line; empty where a human must act elsewhere. */
  readonly commands: readonly string[];
  readonly changes: string;
  readonly risk: string;
  /** How to see that it worked. */
  readonly check: string;
  /** Exits with 0 where the step worked; absent where a human must look. */
  readonly checkCommand?: string;
  /** How to undo it; says so where it cannot be undone. */
  readonly undo: string;
  /** In the order in which they are to run; empty where nothing undoes the step. */
  readonly undoCommands: readonly string[];
  /** It brings back what the session made itself: left out unless somebody wants it. */
  readonly isOffered?: true;
  readonly repository?: string;
  /** File that it puts back, or takes away, whole. */
  readonly replaces?: string;
  /** Files that its commands, or those that undo it, write or remove by their names; absolute. */
  readonly writes?: readonly string[];
  /** Folder of all copies of the plan; absent where a step changes nothing by itself. */
  readonly saveFolder?: string;
  /** What falls with it: where a step fails, those of its chain and of chains below it (`files`, `files:3`) are left out. */
  readonly chain?: string;
}

/** What nothing brings back, and why. */
export interface LostForGood {
  readonly what: string;
  /** When it was lost, ISO 8601 UTC; a backup must be older. Absent where no record tells, or no backup can hold it. */
  readonly lostAt?: string;
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
}

/** What may be lost, and cannot be told from this evidence. */
export interface PossibleLoss extends LostForGood {
  /** What would decide it. */
  readonly decide: string;
}

/** A single file as the plan saw it; where it is no longer so, the plan must be made anew. */
export interface FileGuard {
  readonly path: string;
  /** Lower case hexadecimal; absent where there was no such file. */
  readonly sha256?: string;
  /** Exits with 0 while it is so; `sum <file>`, which prints the SHA-256 of a file, must be defined. */
  readonly checkCommand: string;
}

/** What a plan saw of a working tree; where it is no longer so, the plan must be made anew. */
export interface RepositoryGuard {
  /** As the evidence writes it. */
  readonly repository: string;
  /** Each exits with 0 while HEAD, branches and working tree are as the plan saw them. */
  readonly checkCommands: readonly string[];
  /** What to know of it before the first step, one sentence each. */
  readonly preflight: readonly string[];
  /** Set while the plan runs, so that git starts none of the programs that the repository names. */
  readonly quiet: readonly QuietSetting[];
  /** It takes in settings that were not read, and that may start programs. */
  readonly takesInOthers?: true;
}

/** Cheapest first; the first step of every repository saves what the others could lose. */
export interface RollbackPlan {
  /** Folder of all copies, outside every working tree; as the evidence writes paths. */
  readonly folder: string;
  readonly steps: readonly RollbackStep[];
  readonly guards: readonly RepositoryGuard[];
  /** Single files that a step changes, and those with work that no commit holds. */
  readonly fileGuards: readonly FileGuard[];
  /**
   * Print how everything stands that undoing could write over, one line a thing; `seen <file>`, which prints a file's
   * mode, checksum and size, must be defined.
   */
  readonly stateCommands: readonly string[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
  /** What the plan could not find out. */
  readonly unknown: readonly string[];
}

/** What `rollback` says. */
export interface RollbackDocument extends RollbackPlan {
  readonly schemaVersion: 1;
  readonly gaps: readonly Gap[];
}
