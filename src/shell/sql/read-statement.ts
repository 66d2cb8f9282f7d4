import { Clause } from './clauses.ts';
import { clientLineEffects } from './client-lines.ts';
import { outsideEffects } from './outside.ts';
import type { SqlEffect } from './sql-effect.ts';
import type { Token } from './tokens.ts';
import { deedOf, isVerb } from './verbs.ts';

const deepest = 8;

/** @param sql the text that the tokens were cut from */
export function readStatement(tokens: readonly Token[], sql: string): readonly SqlEffect[] {
  const [first] = tokens;
  if (first?.kind === 'client') return clientLineEffects(first.value);
  return new StatementReader(sql).read(new Clause(tokens), 0);
}

class StatementReader {
  readonly #sql: string;

  constructor(sql: string) {
    this.#sql = sql;
  }

  read(clause: Clause, depth: number): readonly SqlEffect[] {
    if (depth > deepest || clause.tokens.length === 0) return [];
    const { verb } = clause;
    if (verb === '(') return [];
    if (verb === 'explain' || verb === 'analyze') return this.#explained(clause, depth);
    if (verb === 'with') return this.#common(clause, depth);
    if (procedural.has(verb) || verb === '') return this.#procedural(clause, depth);
    if (verb === 'exec' || verb === 'execute' || verb === 'shutdown')
      return [...this.#server(clause), ...outsideEffects(clause)];
    return [...this.#data(clause), ...outsideEffects(clause), ...this.#inserted(clause, depth)];
  }

  #data(clause: Clause): readonly SqlEffect[] {
    const deed = deedOf(clause);
    if (!deed) return [];
    const { action, traits = [] } = deed;
    return [{ kind: 'data', action, target: clause.written(this.#sql), traits: ['database', ...traits] }];
  }

  /** A procedure does what nobody sees; a server that is stopped serves no one. */
  #server(clause: Clause): readonly SqlEffect[] {
    const isStop = clause.verb === 'shutdown';
    const target = isStop ? 'running database server' : clause.written(this.#sql);
    const isSetting = /^sp_(?:configure|addlinkedserver|oacreate)$/.test(clause.word(1));
    const action = isStop ? 'delete' : isSetting ? 'configure' : 'write';
    return [{ kind: 'data', action, target, traits: ['database'] }];
  }

  /** Only `EXPLAIN ANALYZE` does what it explains. */
  #explained(clause: Clause, depth: number): readonly SqlEffect[] {
    const at = clause.tokens.findIndex(
      ({ kind, value }, index) => index > 0 && kind === 'word' && (isVerb(value) || value === 'with'),
    );
    const isRun = at !== -1 && clause.tokens.slice(1, at).some(({ value }) => value === 'analyze');
    return isRun ? this.read(clause.from(at), depth + 1) : [];
  }

  /** `WITH gone AS (DELETE … RETURNING …) SELECT …`: the parts and the main statement. */
  #common(clause: Clause, depth: number): readonly SqlEffect[] {
    const parts = clause.tokens.flatMap(({ value }, at) => {
      const inner = value === '(' && changing.test(clause.word(at + 1)) ? clause.inside(at) : undefined;
      return inner ? this.read(inner, depth + 1) : [];
    });
    const main = clause.find(mainVerbs, 1);
    return main === -1 ? parts : [...parts, ...this.read(clause.from(main), depth + 1)];
  }

  /** `IF … DROP`, `BEGIN TRAN DELETE …`, `… THEN UPDATE …`: each verb begins a statement of its own. */
  #procedural(clause: Clause, depth: number): readonly SqlEffect[] {
    const starts = clause.tokens.flatMap(({ kind, value }, at) =>
      at > 0 && kind === 'word' && isVerb(value) && this.#begins(clause, at) ? [at] : [],
    );
    return starts.flatMap((at, index) => this.read(clause.from(at, starts[index + 1]), depth + 1));
  }

  #begins(clause: Clause, at: number): boolean {
    const before = clause.tokens[at - 1];
    if (!before) return false;
    if (clause.tokens[at]?.startsLine) return !/^(?:,|\(|on|for|or|and)$/.test(before.value);
    return before.value === ')' || opening.has(before.value) || isNameOfTransaction(clause, at);
  }

  /** `COPY (DELETE … RETURNING *) TO …`, `INSERT … EXEC …`. */
  #inserted(clause: Clause, depth: number): readonly SqlEffect[] {
    if (clause.verb !== 'copy' || clause.tokens[1]?.value !== '(') return [];
    return changing.test(clause.word(2)) ? this.read(clause.inside(1), depth + 1) : [];
  }
}

function isNameOfTransaction(clause: Clause, at: number): boolean {
  return /^(?:tran|transaction)$/.test(clause.word(at - 2)) && clause.word(at - 3) === 'begin';
}

const procedural: ReadonlySet<string> = new Set(
  'if while begin else end loop for declare when elsif elseif repeat start then'.split(' '),
);
const opening: ReadonlySet<string> = new Set(
  'begin tran transaction then else loop do try catch work ; end'.split(' '),
);
const changing = /^(?:insert|update|delete|merge|truncate|drop)$/;
const mainVerbs = 'select insert update delete merge table values replace';
