import type { EvidenceReference } from '../artifact.ts';
import type { Commit } from './commit.ts';
import type { DanglingObjects } from './dangling.ts';
import type { Head, Ref } from './read-refs.ts';
import type { ReflogEntry } from './reflog-entry.ts';

/** What one repository says of its own past, read without running anything that it holds. */
export interface RepositoryEvidence {
  /** Root of the working tree, or the bare folder, as the evidence writes it. */
  readonly path: string;
  /** HEAD and index of the working tree; as the evidence writes it. */
  readonly gitDirectory: string;
  /** What all working trees share: refs, reflogs, objects. */
  readonly commonDirectory: string;
  readonly bare: boolean;
  /** How its refs and reflogs are kept in the shared folder: below `refs` and `logs`, or in `reftable`. */
  readonly refForm: 'files' | 'reftable';
  /** Its history ends where a shallow clone was cut. */
  readonly isShallow: boolean;
  /** Objects that it lacks may lie elsewhere: in a folder that it borrows from and that was not read, or at a remote. */
  readonly isPartial: boolean;
  readonly worktrees: readonly WorktreeEvidence[];
  readonly refs: readonly Ref[];
  /** Of all reflogs, file by file, oldest first. */
  readonly reflogs: readonly ReflogEntry[];
  /** Commits of the window and every commit that a ref, a reflog or a printed id names; newest first. */
  readonly commits: readonly Commit[];
  /** Commits among them, and their ancestors, that no ref reaches. */
  readonly unreachable: ReadonlySet<string>;
  /** Commits that refs or reflogs reach and no remote-tracking ref does; absent where there is no remote. */
  readonly unpublished?: ReadonlySet<string>;
  /** Ids that refs or reflogs name and the repository no longer has. */
  readonly gone: ReadonlySet<string>;
  /** Abbreviated and whole ids that were asked for, and the commits that they name. */
  readonly named: ReadonlyMap<string, string>;
  /** The same of tags that are objects of their own. */
  readonly namedTags: ReadonlyMap<string, string>;
  /** What the repository itself makes git start; how it was read, nothing of it ran. */
  readonly programs: readonly LocalProgram[];
  /** Names of its own and of the user's for commands of git, lower case, with what they stand for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Addresses of its remotes, as its configuration has them: they may hold a password. */
  readonly remotes: readonly string[];
  /** Absent where it was not asked for. */
  readonly dangling?: DanglingObjects;
  readonly evidence: EvidenceReference;
}

/** A hook, or a setting that makes git start a program. */
export interface LocalProgram {
  readonly kind: 'hook' | 'setting';
  readonly name: string;
  /** The hook's path as the evidence writes it, or the setting's value, cut to a bound. */
  readonly value: string;
  /** Of the hook, or of the whole configuration; ISO 8601 UTC. */
  readonly modifiedAt: string;
  readonly evidence: EvidenceReference;
}

/** One working tree: the main one or a linked one. */
export interface WorktreeEvidence {
  /** As the evidence writes it; absent where nothing says where it was. */
  readonly path?: string;
  /** `''` for the main one. */
  readonly name: string;
  /** Whether its folder is there. */
  readonly present: boolean;
  readonly head: Head;
  /** Operations that were begun and not ended. */
  readonly inProgress: readonly OperationInProgress[];
}

/** What waits in a working tree for its user to go on or to give up. */
export interface OperationInProgress {
  readonly name: 'merge' | 'cherry-pick' | 'revert' | 'rebase' | 'am' | 'bisect';
  /** ISO 8601 UTC. */
  readonly since: string;
  /** Folder in which git keeps it; as the evidence writes it. */
  readonly gitDirectory: string;
}
