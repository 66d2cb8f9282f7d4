import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isAbsolute, resolvePath } from '../../shell/paths.ts';
import { ofUnseenScript } from '../../shell/programs/sql-scripts.ts';
import { sqlEffects } from '../../shell/sql/sql-effects.ts';
import { quietPrograms } from './quiet-programs.ts';

const linesAtMost = 5000;
const effectsAtMost = 100;
const longestLine = 2000;

/** A runner that names the statement which it hands to the database. https://sequelize.org/docs/v6/getting-started/#logging */
const statementLine =
  /^\W{0,10}(?:\[\w{1,20}\] ?)?(?:executing|executed|running|query|sql)\b[^:"'`]{0,40}: {0,4}((?:drop|truncate|delete)\s.{1,1500})$/i;

/** One that names the script which it runs. */
const scriptLine =
  /^\W{0,10}(?:(?:running|executing|executed|applying|applied|migrating|migrated|importing|ran|loading)\b[^'"`\n]{0,60}?)?['"`]?((?:[\w.@~+-]*[\\/]){0,30}[\w.@+-]{1,120}\.sql)['"`]?(?:\s*[:.…-]*\s*(?:ok|done|success(?:ful(?:ly)?)?|applied|executed|completed)?\W{0,6})$/i;
const saysRun =
  /\b(?:running|executing|executed|applying|applied|migrating|migrated|importing|ran|loading|ok|done|success(?:ful(?:ly)?)?|completed)\b|[✓✔✅]/i;

/** What the server answers to a statement that it carried out. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const answerLine = /^(DROP (?:TABLE|DATABASE|SCHEMA|MATERIALIZED VIEW)|TRUNCATE TABLE)$/;

/** Programs of which a database for tests is expected to be emptied. */
const tests =
  /(?:^|[\s:=/_-])(?:tests?|spec|e2e|jest|vitest|pytest|mocha|phpunit|rspec|cypress|playwright)(?:$|[\s:/_.-])/i;

interface Printed {
  /** Of the result; hostile: a program may print what it likes. */
  readonly text: string;
  /** The command line. */
  readonly source: string;
}

/**
 * What a result names as dropped or emptied in a database by a runner whose words do not say so: a statement that it
 * prints, a script that it names and of which the text is known, or the server's answer to a script that is not.
 * Reads and inserts are left out.
 */
export function printedStatements(
  { text, source }: Printed,
  analysis: CommandAnalysis,
  paths: PathContext,
): readonly Effect[] {
  const runner = tests.test(source) ? undefined : runnerIn(analysis);
  if (!runner || analysis.effects.some(isLossInDatabase)) return [];
  const found = new Map<string, Effect>();
  for (const line of text.split(/\r?\n/, linesAtMost)) {
    const plain = line.slice(0, longestLine).trim();
    for (const effect of lossesIn(plain, runner, paths)) found.set(effect.target, effect);
    if (found.size >= effectsAtMost) break;
  }
  return [...found.values()].slice(0, effectsAtMost);
}

interface SqlRunner {
  readonly program: string;
  readonly cwd: string;
  /** A client of a database, which prints the server's answers. */
  readonly script?: string;
}

/** The only command of a call that could print such lines. */
function runnerIn({ commands, effects }: CommandAnalysis): SqlRunner | undefined {
  const speaking = commands.filter(({ program }) => !quietPrograms.has(program) && !filters.has(program));
  const [command] = speaking;
  if (!command || speaking.some((one) => !isOneRun(one, command))) return undefined;
  const { program, cwd } = command;
  const unseen = effects.find(
    ({ action, target }) => action === 'write' && target.startsWith(ofUnseenScript),
  );
  if (unseen) return { program: unseen.program, cwd, script: unseen.target.slice(ofUnseenScript.length) };
  return effects.some(({ action }) => action === 'execute') ? { program, cwd } : undefined;
}

const filters: ReadonlySet<string> = new Set(['head', 'tail', 'tee', 'echo']);

/** It is the first one, or started by it. */
function isOneRun(one: SimpleCommand, first: SimpleCommand): boolean {
  return one === first || one.wrappers.includes(first.program);
}

function isLossInDatabase({ action, traits = [] }: Effect): boolean {
  return action === 'delete' && traits.includes('database');
}

function lossesIn(line: string, runner: SqlRunner, paths: PathContext): readonly Effect[] {
  const answer = runner.script === undefined ? undefined : answerLine.exec(line)?.[1];
  if (answer !== undefined) {
    const traits = ['database', 'irreversible', 'printed', 'recursive'] as const;
    return [{ ...base(runner), action: 'delete', target: `${answer} by ${runner.script}`, traits }];
  }
  const statement = statementLine.exec(line)?.[1];
  if (statement !== undefined) return lossesOf(statement, runner);
  const name = saysRun.test(line) ? scriptLine.exec(line)?.[1] : undefined;
  return name === undefined ? [] : lossesOf(textOf(name, runner, paths) ?? '', runner);
}

function lossesOf(sql: string, runner: SqlRunner): readonly Effect[] {
  return sqlEffects(sql, 'other').flatMap((effect): Effect[] => {
    if (effect.kind !== 'data' || effect.action !== 'delete') return [];
    const traits = [...effect.traits, 'printed' as const].sort();
    return [{ ...base(runner), action: 'delete', target: effect.target, traits }];
  });
}

function base({ program }: SqlRunner) {
  return { zone: 'outside', certainty: 'likely', program } as const;
}

/** Of a name without its folder: the one file of that name which the session made. */
function textOf(name: string, { cwd }: SqlRunner, paths: PathContext): string | undefined {
  const whole = resolvePath(name, cwd);
  const made = [...(paths.created ?? [])].filter((path) => path.endsWith(`/${name}`));
  const path = made.length === 1 && !isAbsolute(name) ? (made[0] ?? whole) : whole;
  return paths.contentOf?.(path) ?? paths.leftBefore?.(path)?.text;
}
