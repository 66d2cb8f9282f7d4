import type { Call } from '../call.ts';
import { type Field, partOf } from '../field.ts';
import type { Act } from '../program.ts';
import type { DialectName } from '../sql/dialects.ts';
import { unknownStream } from '../stream.ts';
import { type Database, runsSql, runsUnseen } from './sql-scripts.ts';

/** How the client of a service is given SQL. */
interface HostedSql {
  readonly dialect: DialectName;
  /** Options that hold statements, and files of them; space between. */
  readonly statements: string;
  readonly files?: string;
  /** Without this option it works on a database of this machine. */
  readonly remoteWith?: string;
  /** With this option it does. */
  readonly localWith?: string;
  /** Operand, counted from the subcommand, that holds statements. */
  readonly operand?: number;
}

/** Statements that go to a database through the client of a service: `d1 execute --command`, `bq query`. */
export const sendsSql =
  ({ dialect, statements, files = '', remoteWith, localWith, operand }: HostedSql): Act =>
  (call) => {
    const { rest } = call.arguments;
    const words = rest.map(({ text }) => text);
    const isLocal =
      (remoteWith !== undefined && !words.includes(remoteWith)) ||
      (localWith !== undefined && words.includes(localWith));
    const database: Database = {
      dialect,
      ...(isLocal ? { isForDevelopment: true } : { host: call.program }),
    };
    const given = valuesOf(rest, statements).map(({ text }) => text);
    const last =
      operand === undefined ? undefined : rest.slice(operand).findLast(({ text }) => !text.startsWith('-'));
    for (const sql of last ? [...given, last.text] : given) runsSql(call, sql, database);
    for (const file of valuesOf(rest, files)) runsFile(call, file, database);
    if (call.stdin.text) runsSql(call, call.stdin.text, database);
    return unknownStream;
  };

function runsFile(call: Call, file: Field, database: Database): void {
  const { text } = call.read(file);
  if (text === undefined) runsUnseen(call, file.text, database);
  else runsSql(call, text, database);
}

function valuesOf(words: readonly Field[], options: string): readonly Field[] {
  const names = options.split(' ').filter(Boolean);
  return words.flatMap((word, at) => {
    const name = names.find((option) => word.text === option || word.text.startsWith(`${option}=`));
    if (name === undefined) return [];
    const next = words[at + 1];
    if (word.text !== name) return [partOf(word, name.length + 1)];
    return next ? [next] : [];
  });
}

/** `supabase db reset`: the database of the project at its host, else the one for development. */
export const resetsHosted: Act = (call) => {
  const isHosted = call.arguments.rest.some(({ text }) =>
    /^--(?:linked|db-url|project-ref)(?:=|$)/.test(text),
  );
  call.emit('delete', `${call.program} db reset`, {
    traits: isHosted ? ['database', 'irreversible', 'recursive', 'remote'] : ['database', 'irreversible'],
  });
  return unknownStream;
};

/** A database at a host, with what is in it. */
export const destroysHosted: Act = (call) => {
  const words = call.arguments.rest.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  call.emit('delete', `${call.program} ${words.slice(0, 4).join(' ')}`, {
    traits: ['database', 'irreversible', 'recursive', 'remote'],
  });
  return unknownStream;
};
