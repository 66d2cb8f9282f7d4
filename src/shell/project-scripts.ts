import { isJsonObject } from '../json-object.ts';
import type { Call } from './call.ts';
import { plainField } from './field.ts';
import { isInput, runInput } from './run-input.ts';
import { descriptorOf } from './scope.ts';
import { type Stream, unknownStream } from './stream.ts';

/**
 * `npm run x`: what `package.json` says of `x`, where its text is known; else that something runs.
 * https://docs.npmjs.com/cli/using-npm/scripts
 */
export function runScriptOfPackage(call: Call, name: string): Stream {
  const text = call.analysis.codeIn(call.resolve(plainField('package.json'))).text;
  const scripts = text === undefined ? undefined : scriptsIn(text);
  const commands = [`pre${name}`, name, `post${name}`].flatMap((key) => scripts?.get(key) ?? []);
  if (commands.length === 0 || call.scope.running.includes(`${call.program} ${name}`)) {
    call.emit('execute', `${call.program} run ${name}`, { certainty: 'possible', zone: 'repository' });
    return unknownStream;
  }
  const running = [...call.scope.running, `${call.program} ${name}`];
  for (const command of commands) call.runSource(plainField(command), { running });
  return unknownStream;
}

/** Of the text of a `package.json`, or of the lines of it that an edit left: name → command line. */
export function scriptsIn(text: string): ReadonlyMap<string, string> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return scriptsInLines(text);
  }
  const scripts = isJsonObject(parsed) ? parsed['scripts'] : undefined;
  if (!isJsonObject(scripts)) return undefined;
  return new Map(
    Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Any pair of strings may be a script where only some lines are known. */
function scriptsInLines(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = [...text.matchAll(/("(?:[^"\\\n]|\\.){1,100}")\s*:\s*("(?:[^"\\\n]|\\.){1,4000}")/g)];
  const scripts = pairs.flatMap(([, name = '', command = '']) => {
    try {
      return [[String(JSON.parse(name)), String(JSON.parse(command))] as const];
    } catch {
      return [];
    }
  });
  return scripts.length === 0 ? undefined : new Map(scripts);
}

/** The text of a `package.json` with other scripts, as far as it was known. */
export function withScripts(
  text: string | undefined,
  scripts: readonly (readonly [string, string])[],
): string {
  const known = text === undefined ? undefined : scriptsIn(text);
  return JSON.stringify({ scripts: Object.fromEntries([...(known ?? []), ...scripts]) });
}

/**
 * `make x`: the recipe lines of the target and of what it depends on, where the makefile's text is known.
 * https://www.gnu.org/software/make/manual/make.html#Rule-Syntax
 */
export function runMakeTargets(call: Call, targets: readonly string[]): Stream {
  if (isInput(call.value('-f')?.text)) runInput(call);
  runsTools(call);
  const text = makefileOf(call);
  for (const [, command] of (text ?? '').matchAll(/\$\(shell ([^()\n]+)\)/g))
    if (command) call.runSource(plainField(command), { certainty: 'likely' });
  const recipes = text === undefined ? undefined : recipesIn(text);
  const [first = 'all'] = recipes?.keys() ?? [];
  const wanted = targets.length > 0 ? targets : [first];
  for (const line of stray(text ?? '')) call.runSource(plainField(line), { certainty: 'possible' });
  for (const target of wanted) {
    const lines = recipes?.get(target);
    if (!lines)
      call.emit('execute', `${call.program} ${target}`, { certainty: 'possible', zone: 'repository' });
    else for (const line of lines) call.runSource(plainField(line), { certainty: 'likely' });
  }
  return unknownStream;
}

/** A shell or a compiler that is itself a line for a shell runs for each recipe. https://www.gnu.org/software/make/manual/make.html#Implicit-Variables */
function runsTools(call: Call): void {
  for (const { text, origins } of call.argv.slice(1)) {
    const tool = /^(?:SHELL|CC|CXX|CPP|LD|AR|AS|FC|YACC|LEX)=([\s\S]+)$/.exec(text)?.[1];
    if (tool !== undefined && /(?:^|[/\s])(?:ba|z|da|k)?sh\s+-\w*c\s/.test(tool))
      call.runSource(plainField(tool, origins), { certainty: 'likely' });
  }
}

/** `-f -` reads it from standard input, and `--eval` adds to it. */
function makefileOf(call: Call): string | undefined {
  const folder = call.value('-C')?.text ?? '.';
  const file = call.value('-f')?.text;
  const added = call.values('--eval').map((value) => value.text);
  const names = file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [file];
  const texts = names.map((name) =>
    isInput(name)
      ? call.stdin.text
      : descriptorOf(name) !== undefined
        ? call.read(plainField(name)).text
        : call.analysis.codeIn(call.resolve(plainField(`${folder}/${name}`))).text,
  );
  const found = texts.find((one) => one !== undefined);
  return found === undefined && added.length === 0 ? undefined : [...added, found ?? ''].join('\n');
}

/** Variables of make are left as they are: a `$(NAME)` in a recipe is an unknown substitution to the shell. */
function recipesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const recipes = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const target = /^([\w./-]+(?:\s+[\w./-]+)*)\s*::?(?!=)/.exec(line)?.[1];
    if (target) {
      const onLine = /^[^;#]*;(.+)$/.exec(line)?.[1]?.trim();
      current = onLine ? [onLine] : [];
      for (const name of target.split(/\s+/)) recipes.set(name, current);
    } else if (line.startsWith('\t')) current.push(recipeLine(line));
  }
  return recipes;
}

/** Recipe lines whose target is not known: an edit left them. */
function stray(text: string): readonly string[] {
  const [before = ''] = text.split(/^[\w./-].*:(?!=)/m);
  return before
    .split('\n')
    .filter((line) => line.startsWith('\t'))
    .map(recipeLine);
}

function recipeLine(line: string): string {
  return line
    .trim()
    .replace(/^[@+-]+/, '')
    .replaceAll('$$', '$');
}
