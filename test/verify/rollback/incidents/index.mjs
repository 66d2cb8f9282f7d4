import { branches } from './branches.mjs';
import { cleans } from './cleans.mjs';
import { crossings } from './crossings.mjs';
import { deletions } from './deletions.mjs';
import { discards } from './discards.mjs';
import { expiries } from './expiries.mjs';
import { files } from './files.mjs';
import { heads } from './heads.mjs';
import { operations } from './operations.mjs';
import { others } from './others.mjs';
import { pushes } from './pushes.mjs';
import { resets } from './resets.mjs';
import { rewrites } from './rewrites.mjs';
import { stashes } from './stashes.mjs';
import { submodules } from './submodules.mjs';
import { tables } from './tables.mjs';
import { tags } from './tags.mjs';
import { worktrees } from './worktrees.mjs';

/** Incidents by family, in the order of the table. */
export const families = {
  reset: resets,
  discard: discards,
  clean: cleans,
  branch: branches,
  tag: tags,
  stash: stashes,
  worktree: worktrees,
  operation: operations,
  rewrite: rewrites,
  push: pushes,
  expiry: expiries,
  deletion: deletions,
  submodule: submodules,
  file: files,
  others,
  head: heads,
  layout: crossings,
  reftable: tables,
};
