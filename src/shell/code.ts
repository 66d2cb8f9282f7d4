import type { Call } from './call.ts';
import { runCmd } from './cmd.ts';
import { type Field, plainField } from './field.ts';
import { runProgram } from './languages/run-program.ts';
import { constantLines } from './languages/unread-languages.ts';
import { runPowerShell } from './powershell.ts';
import type { Scope } from './scope.ts';
import { type Stream, unknownStream } from './stream.ts';

const shells = /^(?:sh|bash|zsh|dash|ash|ksh|mksh|rbash|busybox|fish)$/;

/** `sh`, `python`, `node`, … by the first line, then by the ending. */
export function languageOf(path: string, text: string): string {
  const shebang = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?([a-z]+)/.exec(text.slice(0, 200))?.[1];
  if (shebang) return shells.test(shebang) ? 'sh' : shebang;
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? 'sh';
  return Object.hasOwn(endings, ending) ? (endings[ending] ?? 'sh') : 'sh';
}

const endings: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  jsx: 'node',
  ts: 'node',
  mts: 'node',
  cts: 'node',
  tsx: 'node',
  pl: 'perl',
  rb: 'ruby',
  php: 'php',
  ps1: 'powershell',
  bat: 'cmd',
  cmd: 'cmd',
};

/** Nothing but an expansion that was not known: its commands have been walked through already. */
export function isOnlySubstitution(code: string): boolean {
  return /^\s*(?:\$\w+|\$\{[^{}]*\}|\$\([\s\S]*\)|`[\s\S]*`)\s*$/.test(code);
}

export interface Code {
  readonly code: Field;
  /** The value of its last statement is printed: `node -p`. */
  readonly printsLast?: boolean;
  readonly changes?: Partial<Scope>;
}

type Reader = (call: Call, code: Field, changes: Partial<Scope>) => Stream;

/** Who reads which shell's language; all others are followed as far as that is known, else a problem of the line. */
const readers: Readonly<Record<string, Reader>> = {
  sh: (call, code, changes) => call.runSource(code, changes),
  powershell: (call, code, changes) => runPowerShell(call, code.text, changes),
  cmd: (call, code, changes) => runCmd(call, code.text, changes),
};

/** Walks through source text in the language of its interpreter. */
export function runCode(
  call: Call,
  language: string,
  { code, changes = {}, printsLast = false }: Code,
): Stream {
  const reader = Object.hasOwn(readers, language) ? readers[language] : undefined;
  if (reader) return reader(call, code, changes);
  const output = runProgram(call, language, { code, changes, printsLast });
  if (output) return output;
  for (const line of constantLines(language, code.text))
    call.runSource(plainField(line, code.origins), { ...changes, certainty: 'likely' });
  call.analysis.problem('code-not-read', `${language}: ${code.text}`);
  call.emit('execute', call.program, { certainty: 'possible' });
  return unknownStream;
}
