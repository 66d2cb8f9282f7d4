import type { Actor } from '../../events/foreign-logs/foreign-event.ts';

/** A command line without what quoting, layout and the agent's own shell make of it. */
export function plainText(text: string): string {
  return text
    .replace(/['"\\\s]+/g, ' ')
    .replaceAll(' < /dev/null', '')
    .trim()
    .toLowerCase();
}

/** `/usr/bin/git status` and `git status` are one. */
export function withBaseName(plain: string): string {
  const end = plain.indexOf(' ');
  const program = end === -1 ? plain : plain.slice(0, end);
  const base = program.slice(program.lastIndexOf('/') + 1).replace(/\.exe$/, '');
  return end === -1 ? base : base + plain.slice(end);
}

/**
 * Each shell that Claude Code starts sources a snapshot of the user's; whoever shows, edits or copies one only names it.
 * https://code.claude.com/docs/en/claude-directory
 */
export function isAgentShell(commandLine: string): boolean {
  return /(?:^|[\s;&|'"(])(?:source|\.)\s+['"\\]*\S*[/\\]\.claude[/\\]shell-snapshots[/\\]/.test(commandLine);
}

const afterEval = /(?:^| )eval (.*?)(?: && pwd -p >\|.*)?$/;
const afterOption =
  /^\S*(?:sh|bash|zsh|dash|ksh|fish|cmd|pwsh|powershell) (?:-\w+ )*(?:-\w*c|\/[ck]|-command) (?:-\w+ )*(.*)$/;

/** What a shell was given to run, as the agent wrote it; undefined where the program is no shell that was given any. */
export function givenCommand(commandLine: string): string | undefined {
  const plain = plainText(commandLine);
  if (isAgentShell(commandLine)) return afterEval.exec(plain)?.[1];
  return afterOption.exec(withBaseName(plain))?.[1];
}

/** What `#!` makes of a script that is a program: `node /usr/bin/npm ci` is `npm ci`. */
const interpreted =
  /^(?:\S*\/)?(?:node(?:js)?|python[\d.]*|ruby|perl|php|bash|sh)(?:\.exe)? (\/\S*?)(?:-cli)?(?:\.[cm]?js)?( .*)?$/;

function scriptCalled(plain: string): readonly string[] {
  const [, path, rest = ''] = interpreted.exec(plain) ?? [];
  return path === undefined ? [] : [withBaseName(`${path}${rest}`)];
}

/** Texts by which an event may be one of a call's commands, the surest first. */
export function eventTexts({ commandLine = '' }: Actor): readonly string[] {
  const given = givenCommand(commandLine);
  const plain = plainText(commandLine);
  return given === undefined
    ? [plain, withBaseName(plain), ...scriptCalled(plain)]
    : [given, withBaseName(given), plain];
}
