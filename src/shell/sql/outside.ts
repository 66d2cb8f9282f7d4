import type { Clause } from './clauses.ts';
import type { OutsideEffect } from './sql-effect.ts';

type Kind = OutsideEffect['kind'];

/** Functions whose first string is a file, a library or a command. */
const functions: Readonly<Record<string, readonly [Kind, onServer: boolean]>> = {
  pg_read_file: ['file-read', true],
  pg_read_binary_file: ['file-read', true],
  pg_ls_dir: ['file-read', true],
  lo_import: ['file-read', true],
  lo_export: ['file-written', true],
  load_file: ['file-read', true],
  readfile: ['file-read', false],
  writefile: ['file-written', false],
  load_extension: ['program', false],
  edit: ['file-written', false],
  xp_cmdshell: ['program', true],
  sys_exec: ['program', true],
  sys_eval: ['program', true],
  read_csv: ['file-read', false],
  read_csv_auto: ['file-read', false],
  read_parquet: ['file-read', false],
  read_json: ['file-read', false],
  read_text: ['file-read', false],
  openrowset: ['file-read', true],
};

/** Files, programs and addresses that a statement names besides what is stored. */
export function outsideEffects(clause: Clause): readonly OutsideEffect[] {
  const verb = Object.hasOwn(byVerb, clause.verb) ? byVerb[clause.verb] : undefined;
  return [...(verb?.(clause) ?? []), ...intoFile(clause), ...called(clause)].map(withAddress);
}

/** Storage of a cloud: what goes there is sent. */
function withAddress(effect: OutsideEffect): OutsideEffect {
  const isAddress = /^(?:s3|gs|gcs|azure|abfss?|wasbs?|https?):\/\//i.test(effect.target);
  return isAddress && effect.kind === 'file-written' ? { ...effect, kind: 'sent' } : effect;
}

function effect(kind: Kind, target: string | undefined, onServer: boolean): readonly OutsideEffect[] {
  return target === undefined || target === '' ? [] : [{ kind, target, onServer }];
}

function called(clause: Clause): readonly OutsideEffect[] {
  return clause.tokens.flatMap(({ kind, value }, at) => {
    const known = kind === 'word' && Object.hasOwn(functions, value) ? functions[value] : undefined;
    const next = clause.tokens[at + 1];
    if (!known || !next || !(next.value === '(' || next.kind === 'text')) return [];
    return effect(known[0], clause.textAfter(at + 1), known[1]);
  });
}

function intoFile(clause: Clause): readonly OutsideEffect[] {
  const at = clause.find('outfile dumpfile');
  return at === -1 ? [] : effect('file-written', clause.textAfter(at), true);
}

/** https://www.postgresql.org/docs/current/sql-copy.html; warehouses copy from and to stages and buckets. */
const copies = (clause: Clause): readonly OutsideEffect[] => {
  const at = clause.find('to from');
  if (at === -1) return [];
  const isOut = clause.word(at) === 'to';
  if (clause.word(at + 1) === 'program') return effect('program', clause.textAfter(at), true);
  const next = clause.tokens[at + 1];
  if (next?.kind !== 'text')
    return clause.word(1) === 'into' ? effect('file-written', clause.textAfter(1), true) : [];
  return effect(isOut ? 'file-written' : 'file-read', next.value, true);
};

const byVerb: Readonly<Record<string, (clause: Clause) => readonly OutsideEffect[]>> = {
  copy: copies,
  load: (clause) => effect('file-read', clause.textAfter(clause.find('infile')), !clause.has('local')),
  unload: (clause) => effect('file-written', clause.textAfter(clause.find('to')), true),
  export: (clause) => effect('file-written', clause.textAfter(1), true),
  import: (clause) => effect('file-read', clause.textAfter(1), true),
  backup: (clause) => effect('file-written', clause.textAfter(clause.find('to')), true),
  restore: (clause) => effect('file-read', clause.textAfter(clause.find('from')), true),
  vacuum: (clause) => effect('file-written', clause.textAfter(clause.find('into')), false),
  attach: (clause) => effect('database-file', clause.textAfter(1), false),
};
