import { Call, type CallBase } from '../call.ts';
import { languageOf, runCode } from '../code.ts';
import { plainField } from '../field.ts';
import { scriptsIn } from '../project-scripts.ts';
import { linesOfRecipes } from './recipes.ts';
import { type ReadAs, type Runner, type RunnerFiles, runnerNamed } from './runner-files.ts';

/** Tests grow long, and that their runner runs is told anyway: of longer ones, as of those not held, only the name tells. */
const longestRead = 24 * 1024;
const mostNamed = 4;
const scriptEndings: readonly string[] = ['ts', 'js', 'mjs', 'cjs', 'mts', 'cts'];
const possible = { certainty: 'possible' } as const;

/**
 * What a runner finds in the files that it reads by itself, where a session is known to have written them; nothing is
 * read from disk. All of it is `possible`: which parts of such a file run, the runner decides.
 */
export function runWritten(base: CallBase): void {
  const runner = runnerNamed(base.program);
  if (!runner || !base.machine.analysis.knowsFiles || !isRun(base, runner)) return;
  const call = new Call(base, {}, []);
  const mark = `${call.program} reads`;
  if (call.scope.running.includes(mark)) return;
  const running = [...call.scope.running, mark];
  for (const reading of runner.reads)
    for (const name of reading.files.flatMap(namesFor)) runNamed(call, { name, reading, running });
  if (!runner.runsNamed) return;
  const named = call.argv.slice(1).map(({ text }) => text.replace(/::.*$/, ''));
  for (const name of named.filter(isCode).slice(0, mostNamed))
    runNamed(call, { name, reading: { as: 'code' }, running });
}

function isRun({ argv }: CallBase, { when, unless }: Runner): boolean {
  const given = argv.slice(1).map(({ text }) => text);
  if (unless && given.some((word) => unless.test(word))) return false;
  return when?.test(given.find((word) => !word.startsWith('-')) ?? '') ?? true;
}

function namesFor(name: string): readonly string[] {
  return name.endsWith('.*') ? scriptEndings.map((ending) => `${name.slice(0, -1)}${ending}`) : [name];
}

function isCode(word: string): boolean {
  return /^[^-].*\.(?:py|[cm]?[jt]sx?|rb|php)$/.test(word);
}

interface Read {
  readonly name: string;
  readonly reading: ReadAs | RunnerFiles;
  readonly running: readonly string[];
}

function runNamed(call: Call, { name, reading, running }: Read): void {
  const path = call.resolve(plainField(name));
  const { text, origins } = call.analysis.contentOf(path);
  if (text === undefined || text.length > longestRead) return;
  const changes = { ...possible, running };
  if (reading.as === 'code') {
    const language = reading.language ?? languageOf(path, text);
    runCode(call, language, { code: plainField(text, origins), changes });
    return;
  }
  for (const line of shellLines(call, reading, text)) call.runSource(plainField(line, origins), changes);
}

function shellLines(
  { argv }: Call,
  reading: Exclude<ReadAs, { as: 'code' }>,
  text: string,
): readonly string[] {
  if (reading.as === 'recipes')
    return linesOfRecipes(
      text,
      argv.slice(1).map((field) => field.text),
    );
  const scripts = scriptsIn(text);
  return reading.names.flatMap((name) => scripts?.get(name) ?? []);
}
