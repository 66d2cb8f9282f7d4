import { isLocalTarget } from '../hosts.ts';
import { runsSql } from '../programs/sql-scripts.ts';
import { joinStreams } from '../stream.ts';
import type { ApiAct } from './api.ts';
import { type ApiCall, streamOf } from './api-call.ts';
import {
  fieldOf,
  fieldText,
  knownText,
  list,
  originsOf,
  possible,
  type Thing,
  unknown,
  type Value,
} from './value.ts';

/** The first argument itself: functions that only give a value another form. */
export const passes: ApiAct = (call) => call.given.values[0];

/** The object whose method it is, in another form. */
export const passesSelf: ApiAct = (call) => call.thing.receiver;

/** Decodes, so that what comes out was hidden before; the text itself where it is base64 and known. */
export const decodesBase64: ApiAct = (call) => {
  const [given] = call.given.values;
  const text = knownText(given);
  const origins = [...new Set([...originsOf(given), 'encoded' as const])];
  if (text === undefined) return unknown('decoded', origins);
  return fieldText({
    text: Buffer.from(text, 'base64').toString('utf8'),
    dynamic: false,
    glob: false,
    origins,
  });
};

export const decodesHex: ApiAct = (call) => {
  const [given] = call.given.values;
  const text = knownText(given);
  const origins = [...new Set([...originsOf(given), 'encoded' as const])];
  if (text === undefined) return unknown('decoded', origins);
  return fieldText({ text: Buffer.from(text, 'hex').toString('utf8'), dynamic: false, glob: false, origins });
};

/** Unpacks, deciphers: what comes out cannot be told. */
export const decodes: ApiAct = (call) =>
  unknown('decoded', [...new Set([...call.origins, 'encoded' as const])]);

/** What goes to standard output, as one line. */
export const prints: ApiAct = (call) => {
  printsEnvironment(call);
  const { values } = call.given;
  const streams = values.map((value) => streamOf(value));
  const text = streams.every((stream) => stream.text !== undefined)
    ? streams.map((stream) => stream.text).join(' ')
    : undefined;
  const { origins } = joinStreams(streams);
  call.evaluator.print(text === undefined ? { origins } : { text: `${text}\n`, origins });
  return unknown('printed');
};

const environment = 'environment';

/** The variables that a program was started with, all of them: an agent's hold its tokens. */
export function wholeEnvironment(): Thing {
  return { kind: 'thing', name: environment, origins: ['from-secret'] };
}

function isEnvironment(value: Value | undefined): boolean {
  return value?.kind === 'thing' && /^environment(?:$|[.([])/.test(value.name);
}

/** Says that the environment is printed, where it is. */
function printsEnvironment(call: ApiCall): void {
  if (call.given.values.some((value) => possible(value).some(isEnvironment)))
    call.evaluator.outer.emit('read', environment, { certainty: 'likely', origins: ['from-secret'] });
}

/** How statements begin; a sentence that begins with the same word does not go on so. */
const statement = new RegExp(
  String.raw`^\s*(?:(?:--[^\n]*\n|/\*[\s\S]*?\*/|begin\s*;?|set\s[^;]*;)\s*)*(?:${[
    String.raw`(?:with|select|explain|show|describe|pragma)\s`,
    String.raw`(?:drop|alter|create|truncate)\s+(?:or\s+replace\s+|temp\w*\s+|unique\s+|foreign\s+|external\s+|materialized\s+)?(?:table|database|schema|view|index|user|role|sequence|type|function|procedure|trigger|extension|policy|keyspace|collection|owned|column|constraint|tablespace|publication|subscription|server|warehouse|stage)\b`,
    String.raw`truncate\s+[\w."\x60[\]]+\s*(?:;|,|cascade|restart|$)`,
    String.raw`delete\s+from\s`,
    String.raw`update\s+(?:only\s+|or\s+\w+\s+)?\S+(?:\s+(?:as\s+)?\w+)?\s+set\s`,
    String.raw`(?:insert|replace|merge)\s+(?:or\s+\w+\s+|ignore\s+|overwrite\s+)?into\s`,
    String.raw`(?:grant|revoke)\s[\s\S]+\s(?:to|from)\s`,
    String.raw`copy\s[\s\S]+\s(?:from|to)\s`,
    String.raw`load\s+data\s`,
    String.raw`rename\s+table\s`,
    String.raw`(?:call|exec|execute)\s+[\w.]+`,
    String.raw`vacuum\b`,
  ].join('|')})`,
  'i',
);

/** Statements of SQL, on the host that the connection names. */
export const queriesDatabase: ApiAct = (call) => {
  const [given] = call.given.values;
  const host = hostOfConnection(call.thing);
  for (const value of given ? possible(given) : []) {
    const sql = sqlOf(value);
    if (sql === undefined || !statement.test(sql)) continue;
    runsSql(call.shell, sql, { dialect: 'other', ...(host !== undefined && { host }) });
  }
  return undefined;
};

/** A statement as text, an object that holds it, a function of a library around it. */
function sqlOf(value: Value): string | undefined {
  if (value.kind === 'text') return value.field.text;
  if (value.kind === 'table') return knownText(value.entries.get('text') ?? value.entries.get('sql'));
  return value.kind === 'thing' && value.subject ? value.subject.text : undefined;
}

/** A host on another machine, as far as the way to the connection tells. */
function hostOfConnection({ subject }: Thing): string | undefined {
  const host = subject && /(?:host=|:\/\/(?:[^@/\s]*@)?)([\w.-]+)/.exec(subject.text)?.[1];
  return host === undefined || host === '' || isLocalTarget(host) ? undefined : host;
}

/** Opens a connection to a host, which an option, an address or a first argument names. */
export const connectsDatabase: ApiAct = (call) => {
  const given = call.field('host|hostname|server') ?? call.field('connectionString|url|uri|dsn|0');
  const host =
    given &&
    (given.text.includes('=') || given.text.includes('://')
      ? hostOfConnection({ kind: 'thing', name: '', origins: [], subject: given })
      : call.field('host|hostname|server')?.text);
  if (host === undefined || isLocalTarget(host)) return undefined;
  call.shell.network('connect', host, { traits: ['database'] });
  return {
    kind: 'thing',
    name: `${call.thing.name}()`,
    origins: call.origins,
    subject: { ...fieldOf(undefined), text: `host=${host}`, dynamic: false, origins: [] },
  };
};

/** Standard input of the program. */
export function standardInput(call: ApiCall): Value {
  const { text, origins } = call.shell.stdin;
  return text === undefined || text === ''
    ? unknown('stdin', origins)
    : fieldText({ text, dynamic: false, glob: false, origins });
}

/** Names of what stands in a folder, without the folder. */
export const namesInFolder: ApiAct = () =>
  list([fieldText({ text: '*', dynamic: true, glob: true, origins: [] }, 'path')]);

/** What stands in a folder, as one entry that may be any of it. */
export function entriesOf(folder: Value | undefined, pattern = '*'): Value {
  const field = fieldOf(folder);
  const slash = field.text === '' || field.text.endsWith('/') ? '' : '/';
  return list([
    fieldText({ ...field, text: `${field.text}${slash}${pattern}`, dynamic: true, glob: true }, 'path'),
  ]);
}

/** `s3.delete_object ledger/x`: service, method and the texts that the way to it names. */
export function nameOfCall(call: ApiCall): string {
  const texts = [...call.given.values, ...call.given.named.values()].flatMap((value) =>
    value.kind === 'text' ? [value.field.text] : [],
  );
  const subject = call.thing.subject?.text;
  // Of a file of the project, its name alone: what is called in it is no place on a disk.
  const way = call.thing.name.replace(/\(\)|\[\]/g, '').replace(/^(?:[./~]|[a-z]:)(?:[^/\\]*[/\\])*/i, '');
  return [way, ...(subject === undefined ? [] : [subject]), ...texts].join(' ').slice(0, 160);
}

/** Methods that take some rows by a condition; with an empty one, or none, all of them. */
const takesSome = /\.(?:delete|remove|del|destroy)(?:_?(?:many|one))?$/i;

/** Rows, collections, keys of a database; of what is built call by call, conditions may follow. */
export function deletesRows(call: ApiCall): undefined {
  const [condition] = call.given.values;
  const { name } = call.thing;
  const isBuilt = /^@?supabase|^knex.*where/.test(name);
  const isSome = takesSome.test(name) && (isBuilt || /one$/i.test(name) || isCondition(condition));
  call.shell.emit('delete', nameOfCall(call), {
    traits: ['database', 'irreversible', ...(isSome ? [] : (['recursive'] as const))],
  });
  return undefined;
}

function isCondition(value: Value | undefined): boolean {
  if (value?.kind !== 'table') return value !== undefined;
  return value.entries.size > 0 && [...value.entries.values()].some((one) => !isEmptyTable(one));
}

/** `deleteMany({ where: {} })` */
function isEmptyTable(value: Value): boolean {
  return value.kind === 'table' && value.entries.size === 0;
}

/** The text of a file of statements that is known, for what runs them. @param file a path or an open file */
export function statementsIn(call: ApiCall, file: Value | undefined): Value | undefined {
  const field = file?.kind === 'thing' ? file.subject : file && fieldOf(file);
  if (!field || !/\.(?:sql|ddl|psql)$/i.test(field.text)) return undefined;
  const { text, origins } = call.shell.analysis.contentOf(call.shell.resolve(field));
  return text === undefined ? undefined : fieldText({ text, dynamic: false, glob: false, origins });
}
