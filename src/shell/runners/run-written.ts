import { Call, type CallBase } from '../call.ts';
import { languageOf, runCode } from '../code.ts';
import { plainField } from '../field.ts';
import { type ReadAs, type Runner, type RunnerFiles, runnerNamed } from './runner-files.ts';

/** Tests grow long, and that their runner runs is told anyway: of longer ones, as of those not held, only the name tells. */
const longestRead = 24 * 1024;
const mostNamed = 4;
const scriptEndings: readonly string[] = ['ts', 'js', 'mjs', 'cjs', 'mts', 'cts'];
const possible = { certainty: 'possible' } as const;

/**
 * What a runner finds in the files that it reads by itself, where a session is known to have written them; nothing is
 * read from disk. It is `possible` where the runner decides which parts of such a file run, `likely` where words name them.
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
  const { named } = runner;
  if (!named) return;
  const words = call.argv.slice(1).map(({ text }) => text.replace(/::.*$/, ''));
  for (const name of words.filter((word) => named.when.test(word)).slice(0, mostNamed))
    runNamed(call, { name, reading: named, running });
}

function isRun({ argv }: CallBase, { when, unless }: Runner): boolean {
  const given = argv.slice(1).map(({ text }) => text);
  if (unless && given.some((word) => unless.test(word))) return false;
  return when?.test(given.find((word) => !word.startsWith('-')) ?? '') ?? true;
}

function namesFor(name: string): readonly string[] {
  return name.endsWith('.*') ? scriptEndings.map((ending) => `${name.slice(0, -1)}${ending}`) : [name];
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
  if (reading.as === 'code') {
    const changes = { ...possible, running };
    const language = reading.language ?? languageOf(path, text);
    const whole = [text, ...(reading.calls?.(text) ?? [])].join('\n');
    runCode(call, language, { code: plainField(whole, origins), changes });
    return;
  }
  const words = call.argv.slice(1).flatMap((field) => (field.text.startsWith('-') ? [] : field.text));
  const { certainty } = reading;
  for (const line of reading.linesIn(text, words))
    call.runSource(plainField(line, origins), { certainty, running });
}
