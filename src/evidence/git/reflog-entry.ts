import type { EvidenceReference } from '../artifact.ts';
import { isObjectId } from './object-id.ts';

/** One line of a reflog. https://git-scm.com/docs/gitformat-refstorage, "reflogs" of `refs/files-backend.c` */
export interface ReflogEntry {
  /** `HEAD`, `refs/heads/main`, `refs/stash`, …; a linked worktree's as `worktrees/<name>/HEAD`. */
  readonly ref: string;
  readonly previousSha: string;
  readonly sha: string;
  readonly committer: string;
  /** ISO 8601 UTC; git records whole seconds. */
  readonly at: string;
  /** What git was doing: `commit (amend): subject`. */
  readonly message: string;
  readonly evidence: EvidenceReference;
}

const line = /^([0-9a-f]+) ([0-9a-f]+) (.*) (\d{1,11}) [+-]\d{4}$/;

/** Everything of an entry but where it stands; undefined for a line that git does not write. */
export function parseReflogLine(text: string): Omit<ReflogEntry, 'ref' | 'evidence'> | undefined {
  const tab = text.indexOf('\t');
  const match = line.exec(tab < 0 ? text : text.slice(0, tab));
  const [, previousSha = '', sha = '', committer = '', seconds = ''] = match ?? [];
  if (!isObjectId(previousSha) || !isObjectId(sha)) return undefined;
  const at = new Date(Number(seconds) * 1000).toISOString();
  return { previousSha, sha, committer, at, message: tab < 0 ? '' : text.slice(tab + 1) };
}
