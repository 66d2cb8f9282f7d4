import { branches } from './branches.mjs';
import { cleans } from './cleans.mjs';
import { discards } from './discards.mjs';
import { resets } from './resets.mjs';
import { stashes } from './stashes.mjs';
import { tags } from './tags.mjs';

/** Incidents by family, in the order of the table. */
export const families = {
  reset: resets,
  discard: discards,
  clean: cleans,
  branch: branches,
  tag: tags,
  stash: stashes,
};
