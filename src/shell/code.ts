import type { Call } from './call.ts';
import type { Field } from './field.ts';
import { runPowerShell } from './powershell.ts';
import type { Scope } from './scope.ts';
import { scriptEffects } from './script-effects.ts';
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
  ts: 'node',
  pl: 'perl',
  rb: 'ruby',
  php: 'php',
  ps1: 'powershell',
};

/** Nothing but an expansion that was not known: its commands have been walked through already. */
export function isOnlySubstitution(code: string): boolean {
  return /^\s*(?:\$\w+|\$\{[^{}]*\}|\$\([\s\S]*\)|`[\s\S]*`)\s*$/.test(code);
}

export interface Code {
  readonly code: Field;
  readonly changes?: Partial<Scope>;
}

/** Walks through source text in the language of its interpreter. */
export function runCode(call: Call, language: string, { code, changes = {} }: Code): Stream {
  if (language === 'sh') return call.runSource(code, changes);
  if (language === 'powershell') return runPowerShell(call, code.text, changes);
  scriptEffects(call, code.text);
  return unknownStream;
}
