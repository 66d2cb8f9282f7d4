import type { Action, Trait } from '../effect.ts';
import type { Clause } from './clauses.ts';

/** What a verb does; nothing where its statement changes and shows nothing. */
export interface Deed {
  readonly action: Action;
  readonly traits?: readonly Trait[];
}

type Verb = (clause: Clause) => Deed | undefined;

const reads: Deed = { action: 'read' };
const writes: Deed = { action: 'write' };
const overwrites: Deed = { action: 'write', traits: ['irreversible'] };
const loses: Deed = { action: 'delete', traits: ['irreversible'] };
const losesAll: Deed = { action: 'delete', traits: ['irreversible', 'recursive'] };
/** What can be made again from its definition. */
const takesAway: Deed = { action: 'delete' };
const grants: Deed = { action: 'escalate' };

const always =
  (deed: Deed): Verb =>
  () =>
    deed;

/** Words between a verb and the kind of its object. */
const fillers: ReadonlySet<string> = new Set(
  'or replace if exists not external foreign global local unlogged transient virtual partitioned hybrid iceberg concurrently force'.split(
    ' ',
  ),
);

/** The kind of the object that a statement is about: `table`, `user`. */
function objectOf(clause: Clause): string {
  for (let at = 1; at < 8; at += 1) {
    const word = clause.word(at);
    if (!fillers.has(word)) return word;
  }
  return '';
}

/** Dropping one of these takes data that no definition brings back. */
const holdsData: ReadonlySet<string> = new Set(
  'database databases schema schemata keyspace table tables owned tablespace catalog namespace stage stream dictionary collection dataset volume partition snapshot column family'.split(
    ' ',
  ),
);
const accounts: ReadonlySet<string> = new Set('user role login group server_role credential'.split(' '));

const drops: Verb = (clause) => {
  const object = objectOf(clause);
  if (object === 'temporary' || object === 'temp' || /^#|^tempdb/.test(clause.name(2))) return undefined;
  return holdsData.has(object) ? losesAll : takesAway;
};

/** `1 = 1`, `true`: a condition that leaves nothing out. */
const tautology = /^(?:\(?\s*(?:true|[1-9]\d*|(\d+)\s*=\s*\1|'([^']*)'\s*=\s*'\2')\s*\)?)$/;

/** Whether only some rows are meant: `WHERE`, `LIMIT`, `TOP`, a join, a partition. */
function isConditional(clause: Clause): boolean {
  if (clause.has('limit top join partition')) return true;
  const at = clause.find('where');
  if (at === -1) return false;
  const end = clause.find('returning order', at);
  const words = clause.tokens.slice(at + 1, end === -1 ? undefined : end);
  return !tautology.test(words.map(({ kind, value }) => (kind === 'text' ? `'${value}'` : value)).join(' '));
}

const deletes: Verb = (clause) => (isConditional(clause) ? loses : losesAll);

const updates: Verb = (clause) => {
  if (/^(?:statistics|stats)$/.test(clause.word(1))) return undefined;
  return isConditional(clause) ? writes : overwrites;
};

const alters: Verb = (clause) => {
  const object = objectOf(clause);
  if (accounts.has(object)) return grants;
  if (object === 'default') return clause.has('grant') ? grants : writes;
  if (object !== 'table' && object !== 'keyspace') return writes;
  if (clause.has('disable') && clause.has('row') && clause.has('security')) return grants;
  const changed = clause.find('drop truncate delete update', 3);
  if (changed === -1 || clause.word(changed - 1) === 'on') return writes;
  const change = clause.word(changed);
  if (change === 'delete') return deletes(clause);
  if (change === 'update') return updates(clause);
  return definitions.test(clause.word(changed + 1)) ? writes : loses;
};

/** What a table loses without a row of it. */
const definitions =
  /^(?:constraint|index|key|primary|foreign|check|default|not|identity|expression|trigger|rule)$/;

const creates: Verb = (clause) => {
  const object = objectOf(clause);
  if (accounts.has(object)) return grants;
  const isReplaced = clause.word(1) === 'or' && clause.word(2) === 'replace';
  return isReplaced && holdsData.has(object) ? overwrites : writes;
};

const selects: Verb = (clause) => {
  const into = clause.find('into');
  if (into === -1) return reads;
  return /^(?:outfile|dumpfile)$/.test(clause.word(into + 1)) ? reads : writes;
};

const inserts: Verb = (clause) => (clause.word(1) === 'overwrite' ? overwrites : writes);

/** `SET x = 1` is for the session; some of it is for all. */
const sets: Verb = (clause) => {
  if (clause.word(1) === 'password') return grants;
  return /^(?:global|persist|persist_only)$/.test(clause.word(1)) ? writes : undefined;
};

const purges: Verb = (clause) => (clause.word(1) === 'recyclebin' ? losesAll : loses);

const resets: Verb = (clause) =>
  /^(?:master|binary|slave|replica)$/.test(clause.word(1)) ? loses : undefined;

/** By the first word of a statement. */
const verbs: Readonly<Record<string, Verb>> = {
  select: selects,
  table: always(reads),
  values: always(reads),
  from: always(reads),
  show: always(reads),
  describe: always(reads),
  desc: always(reads),
  fetch: always(reads),
  dump: always(reads),
  unload: always(reads),
  export: always(reads),
  drop: drops,
  undrop: always(writes),
  truncate: always(losesAll),
  delete: deletes,
  purge: purges,
  reset: resets,
  update: updates,
  insert: inserts,
  replace: always(writes),
  upsert: always(writes),
  merge: always(writes),
  load: always(writes),
  import: always(writes),
  copy: (clause) => (clause.has('from into') ? writes : reads),
  alter: alters,
  create: creates,
  rename: always(writes),
  comment: always(writes),
  grant: always(grants),
  revoke: always(writes),
  deny: always(writes),
  restore: always(overwrites),
  set: sets,
  call: always(writes),
  refresh: always(writes),
  reindex: always(writes),
  vacuum: always(writes),
  optimize: always(writes),
  flush: always(writes),
};

/** @returns undefined where the statement changes nothing and shows nothing of what is stored */
export function deedOf(clause: Clause): Deed | undefined {
  const verb = Object.hasOwn(verbs, clause.verb) ? verbs[clause.verb] : undefined;
  return verb?.(clause);
}

/** What may stand in the middle of another statement as well. */
const ambiguous = /^(?:from|table|values|set|show|desc|comment|reset)$/;

/** Whether a word begins a statement within another: after `IF …`, `BEGIN`, `EXPLAIN ANALYZE`. */
export function isVerb(word: string): boolean {
  if (ambiguous.test(word)) return false;
  return Object.hasOwn(verbs, word) || word === 'exec' || word === 'execute';
}
