import type { Call } from './call.ts';
import { languageOf, runCode } from './code.ts';
import { type Field, plainField } from './field.ts';
import { textBeforeHelp } from './help-asked.ts';
import type { Scope } from './scope.ts';
import type { Stream } from './stream.ts';

/**
 * Runs a file: says so, and walks through its text where the session is known to have written it.
 * @param language of the interpreter that was named; else the file's own first line or ending decides
 */
export function runFile(call: Call, file: Field, language?: string): Stream {
  const path = call.resolve(file);
  const content = call.analysis.codeIn(path);
  const origins = [...new Set([...file.origins, ...content.origins])];
  call.emit('execute', path, {
    certainty: file.dynamic ? 'likely' : 'certain',
    origins,
    zone: call.zone(file),
  });
  const console = content.text === undefined ? consoleOf(path) : undefined;
  if (console !== undefined) return call.run([plainField(console), ...wordsAfter(call, file)]);
  if (content.text === undefined) return { origins };
  const given = behind(call, file).map(({ text }) => text);
  const code = textBeforeHelp(content.text, given) ?? content.text;
  const changes: Partial<Scope> = {
    arguments: [file, ...behind(call, file)],
    ...(isSure(call) && call.analysis.isLeftBefore(path) && { certainty: 'likely' }),
    ...(isDryRun(call, content.text) && { certainty: 'possible' }),
  };
  return runCode(call, language ?? languageOf(path, content.text), {
    code: plainField(code, origins),
    changes,
  });
}

function isSure({ scope }: Call): boolean {
  return scope.certainty === 'certain';
}

/** What the file is given. */
function behind({ argv, operands }: Call, file: Field): readonly Field[] {
  const at = argv.indexOf(file);
  return at === -1 ? operands : argv.slice(at + 1);
}

/** It is asked to change nothing, and its text knows of that: which of its commands then run is not known. */
function isDryRun({ argv }: Call, script: string): boolean {
  return argv.some(({ text }) => /^--dry[-_]?run$/.test(text)) && /dry[-_ ]?run/i.test(script);
}

/** What follows a file in the words of its call. */
function wordsAfter({ argv }: Call, file: Field): readonly Field[] {
  return argv.slice(argv.indexOf(file) + 1);
}

/** Files that frameworks put into a project to be called by: what they do is told by their arguments. */
const consoles: Readonly<Record<string, string>> = {
  artisan: 'artisan',
  console: 'symfony-console',
  rails: 'rails',
  rake: 'rake',
  spark: 'spark',
  yii: 'yii',
  ace: 'ace',
  'manage.py': 'django-manage',
};

/** The program whose arguments tell what such a file does; undefined for any other file. */
export function consoleOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:js|php)$/, '');
  return Object.hasOwn(consoles, name) ? consoles[name] : undefined;
}
