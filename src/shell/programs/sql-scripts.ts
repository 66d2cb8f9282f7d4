import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import { type Field, plainField } from '../field.ts';
import type { DialectName } from '../sql/dialects.ts';
import type { DataEffect, OutsideEffect, SqlEffect } from '../sql/sql-effect.ts';
import { sqlEffects } from '../sql/sql-effects.ts';

/** Where statements run. */
export interface Database {
  readonly dialect: DialectName;
  /** Another machine, as the line names it. */
  readonly host?: string;
  /** Database in a file; without one of a client that keeps it in a file, all is gone with the program. */
  readonly file?: Field;
  readonly isInMemory?: boolean;
  /** It was opened to read: what would change it fails. */
  readonly isReadOnly?: boolean;
  /** A copy for development, which the client of a service keeps on this machine. */
  readonly isForDevelopment?: boolean;
}

const deepestScript = 4;

/** What SQL does, in its database and outside of it. */
export function runsSql(call: Call, sql: string, database: Database, depth = 0): void {
  const all = sqlEffects(sql, database.dialect);
  const effects = database.isReadOnly ? all.filter(isAllowed) : all;
  if (database.file) touchesFile(call, database.file, effects);
  for (const effect of effects) {
    if (effect.kind === 'data') onData(call, effect, database);
    else if (effect.kind === 'script') runsScript(call, effect, { database, depth });
    else outside[effect.kind](call, effect, database);
  }
}

function isAllowed(effect: SqlEffect): boolean {
  return effect.kind !== 'data' || effect.action === 'read';
}

function onData(call: Call, { action, target, traits }: DataEffect, database: Database): void {
  const { host, file, isInMemory, isForDevelopment } = database;
  if (isInMemory) return;
  const all: Trait[] = [...traits];
  if (host !== undefined) all.push('remote');
  if (isForDevelopment) all.push('local-host');
  if (file && call.analysis.isOwn(call.resolve(file))) all.push('own-creation');
  call.emit(action, target, { traits: all, ...(file && { zone: call.zone(file) }) });
}

function touchesFile(call: Call, file: Field, effects: readonly SqlEffect[]): void {
  const actions = new Set(effects.flatMap((effect) => (effect.kind === 'data' ? [effect.action] : [])));
  if (actions.delete('read')) call.read(file);
  if (actions.size > 0) call.write(file, { origins: [] }, { changes: true });
}

type Outside = (call: Call, effect: OutsideEffect, database: Database) => void;

const outside: Readonly<Record<Exclude<OutsideEffect['kind'], 'script'>, Outside>> = {
  'file-read': (call, effect, database) => {
    if (/^https?:\/\//.test(effect.target)) call.network('connect', effect.target);
    else call.read(plainField(effect.target), { traits: farAway(effect, database) });
  },
  'file-written': (call, effect, database) =>
    call.write(plainField(effect.target), { origins: [] }, { traits: farAway(effect, database) }),
  'database-file': (call, { target }) => {
    if (target !== ':memory:') call.read(plainField(target));
  },
  sent: (call, { target }) => call.network('upload', target, { traits: ['remote'] }),
  program: (call, { target, onServer }, { host }) => {
    if (onServer) call.emit('execute', target, { traits: ['database'] });
    call.runSource(plainField(target), onServer ? { remote: host ?? 'database server', cwd: '/' } : {});
  },
};

function farAway({ onServer }: OutsideEffect, { host }: Database): readonly Trait[] {
  return onServer && host !== undefined ? ['remote'] : [];
}

interface Nested {
  readonly database: Database;
  readonly depth: number;
}

/** `\i file`, `.read file`: a script that is read where its text is known. */
function runsScript(call: Call, { target }: OutsideEffect, { database, depth }: Nested): void {
  const file = plainField(target);
  const { text } = call.read(file);
  if (text === undefined) runsUnseen(call, target, database);
  else if (depth < deepestScript) runsSql(call, text, database, depth + 1);
}

/** Of the target of an effect whose statements nobody has seen: the name of the script comes after it. */
export const ofUnseenScript = 'statements of ';

/** Statements that the line does not show. */
export function runsUnseen(call: Call, what: string, { host, isInMemory }: Database): void {
  if (isInMemory) return;
  call.emit('write', `${ofUnseenScript}${what}`, {
    certainty: 'possible',
    traits: host === undefined ? ['database'] : ['database', 'remote'],
  });
}
