import { Clause } from './clauses.ts';
import { type Dialect, type DialectName, dialects } from './dialects.ts';
import { readStatement } from './read-statement.ts';
import type { SqlEffect } from './sql-effect.ts';
import { statementsOf } from './statements.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Of longer scripts both ends are read. */
const longestEnd = 128 * 1024;
const mostEffects = 500;
const deepestText = 3;

/**
 * What the statements of a script do: split first, then each read by itself, so that one that is broken or of another
 * dialect hides no other. Comments and strings are data, but where a statement runs them.
 */
export function sqlEffects(sql: string, name: DialectName): readonly SqlEffect[] {
  const isLong = sql.length > 2 * longestEnd;
  const text = isLong ? `${sql.slice(0, longestEnd)}\n;\n${sql.slice(-longestEnd)}` : sql;
  return scriptEffects(text, dialects[name], 0).slice(0, mostEffects);
}

function scriptEffects(sql: string, dialect: Dialect, depth: number): readonly SqlEffect[] {
  const script = new Script(dialect);
  for (const tokens of statementsOf(tokensOf(sql, dialect), dialect)) {
    if (script.effects.length >= mostEffects) break;
    script.take(tokens, [
      ...readStatement(tokens, sql),
      ...textsRunBy(tokens).flatMap((text) =>
        depth < deepestText ? scriptEffects(text, dialect, depth + 1) : [],
      ),
    ]);
  }
  return script.effects;
}

/** Words after which a string is code; the string stands within the next few. */
const runsText: ReadonlySet<string> = new Set(
  'do exec execute immediate sp_executesql dblink dblink_exec'.split(' '),
);
const textWithin = 6;

/** `DO $$ … $$`, `EXEC('…')`, `EXECUTE IMMEDIATE '…'`, `PREPARE x FROM '…'`, `dblink_exec(…, '…')`. */
function textsRunBy(tokens: readonly Token[]): readonly string[] {
  const isPrepared = tokens[0]?.value === 'prepare';
  return tokens.flatMap(({ kind, value }, at) => {
    const isRun = kind === 'word' && (runsText.has(value) || (isPrepared && value === 'from'));
    if (!isRun || tokens[at + 1]?.value === 'xp_cmdshell') return [];
    return tokens
      .slice(at + 1, at + 1 + textWithin)
      .flatMap((next) => (next.kind === 'text' ? [next.value] : []));
  });
}

/** Statements in their order: what was rolled back, or was made by the script itself, is no loss. */
class Script {
  readonly effects: SqlEffect[] = [];
  readonly #dialect: Dialect;
  readonly #made = new Set<string>();
  /** What was dropped where it was there, by name. */
  readonly #cleared = new Map<string, number>();
  #begunAt: number | undefined;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  take(tokens: readonly Token[], effects: readonly SqlEffect[]): void {
    const clause = new Clause(tokens);
    const { verb } = clause;
    if (/^(?:begin|start)$/.test(verb)) this.#begunAt = this.effects.length;
    if (/^(?:commit|end)$/.test(verb)) this.#begunAt = undefined;
    if (verb === 'rollback' && !clause.has('to prepared')) this.#rollBack();
    if (verb === 'create') this.#makeAgain(nameIn(clause));
    if (verb === 'drop' && clause.has('if exists')) this.#cleared.set(nameIn(clause), this.effects.length);
    const isOwn = verb === 'drop' && this.#made.has(nameIn(clause));
    if (!isOwn) this.effects.push(...effects);
  }

  /** Who makes a thing after clearing its name sets something up; mostly there was nothing of that name. */
  #makeAgain(name: string): void {
    this.#made.add(name);
    const at = this.#cleared.get(name);
    const dropped = at === undefined ? undefined : this.effects[at];
    if (at !== undefined && dropped?.kind === 'data' && dropped.action === 'delete')
      this.effects[at] = { ...dropped, traits: [...dropped.traits, 'unseen'] };
  }

  /** Files and programs know no transaction; nor do definitions, where the dialect commits them at once. */
  #rollBack(): void {
    const undone = this.#begunAt === undefined ? [] : this.effects.splice(this.#begunAt);
    const { commitsDefinitions } = this.#dialect;
    this.effects.push(
      ...undone.filter(
        ({ kind, target }) => kind !== 'data' || (commitsDefinitions && definition.test(target)),
      ),
    );
    this.#begunAt = undefined;
  }
}

const definition = /^(?:drop|truncate|alter|create|rename)\b/i;

const beforeName =
  /^(?:create|drop|or|replace|temp|temporary|unlogged|if|not|exists|table|view|schema|database|index|type|function|external|transient)$/;

/** The name that a statement makes or drops; empty where it has none. */
function nameIn(clause: Clause): string {
  const at = clause.tokens.findIndex(({ value }) => !beforeName.test(value));
  return at === -1 ? '' : clause.name(at);
}
