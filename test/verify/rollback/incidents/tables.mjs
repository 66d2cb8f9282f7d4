import { branches } from './branches.mjs';
import { discards } from './discards.mjs';
import { expiries } from './expiries.mjs';
import { heads } from './heads.mjs';
import { operations } from './operations.mjs';
import { others } from './others.mjs';
import { resets } from './resets.mjs';
import { rewrites } from './rewrites.mjs';
import { stashes } from './stashes.mjs';
import { tags } from './tags.mjs';

const moving = [resets, discards, branches, tags, stashes, operations, rewrites, expiries, others, heads];

/** Whether it happens in a plain repository, and not to files that tables take the place of. */
function isPossible({ layout = 'plain', human = [], agent, since = [] }) {
  const commands = [...human, ...agent, ...since].map((step) => step.run ?? step);
  return layout === 'plain' && !commands.some((command) => String(command).includes('.git/'));
}

/** Whatever moves a name, where names are kept as tables. */
export const tables = moving
  .flat()
  .filter(isPossible)
  .map((incident) => ({ ...incident, id: `${incident.id}: reftable`, layout: 'reftable' }));
