import type { Word } from '../shell/syntax.ts';
import type { Subcommand } from './shell-commands.ts';

/** How far a rule looks through what stands before a command. */
export type Insight = 'known-safe' | 'any';

/**
 * Variables that an allow rule may look past. The public documents name `NODE_ENV` and the locale and colour
 * ones; the rest are those of build tools that name no program.
 * https://code.claude.com/docs/en/permissions#process-wrappers
 */
const safeVariables = new Set(
  `NODE_ENV GOEXPERIMENT GOOS GOARCH CGO_ENABLED GO111MODULE RUST_BACKTRACE RUST_LOG PYTHONUNBUFFERED
  PYTHONDONTWRITEBYTECODE PYTEST_DISABLE_PLUGIN_AUTOLOAD PYTEST_DEBUG LANG LANGUAGE LC_ALL LC_CTYPE LC_TIME
  CHARSET TERM COLORTERM NO_COLOR FORCE_COLOR TZ LS_COLORS CI DEBIAN_FRONTEND GIT_TERMINAL_PROMPT`.split(
    /\s+/,
  ),
);

/** Options of a wrapper that take the next word with them. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  timeout: ['-k', '-s', '--kill-after', '--signal'],
  time: ['-f', '-o', '--format', '--output'],
  nice: ['-n', '--adjustment'],
  nohup: [],
  stdbuf: ['-i', '-o', '-e', '--input', '--output', '--error'],
  command: [],
  builtin: [],
  noglob: [],
};

/** Deny and ask rules look through these too (2.1.113): https://code.claude.com/docs/en/changelog */
const execWrappers: Readonly<Record<string, readonly string[]>> = {
  env: ['-u', '-C', '-S', '--unset', '--chdir'],
  sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-U'],
  watch: ['-n', '--interval'],
  ionice: ['-c', '-n', '-p'],
  setsid: [],
  doas: ['-u', '-C'],
};

/**
 * The forms under which a rule may match a command: as written, and with what stands before it taken off step by step.
 * The last one is the command itself.
 */
export function strippedForms(command: Subcommand, insight: Insight): readonly string[] {
  const forms = [command.text];
  const texts = command.words.map((word) => word.text);
  if (command.assignments.length > 0) {
    if (insight === 'known-safe' && !setsOnlySafeVariables(command)) return forms;
    forms.push(texts.join(' '));
  }
  for (let at = wrapperLength(texts, insight), start = at; at > 0; ) {
    forms.push(texts.slice(start).join(' '));
    at = wrapperLength(texts.slice(start), insight);
    start += at;
  }
  return forms;
}

/** Nothing stands before the command that could change which program runs or what it does. */
export function setsOnlySafeVariables({ assignments }: Subcommand): boolean {
  return assignments.every(({ name }) => safeVariables.has(name));
}

/** The command without its wrappers and assignments, as words. */
export function bareWords(command: Subcommand, insight: Insight): readonly Word[] {
  let words = command.words;
  for (;;) {
    const length = wrapperLength(
      words.map((word) => word.text),
      insight,
    );
    if (length === 0) return words;
    words = words.slice(length);
  }
}

/** How many words the outermost wrapper takes before the command that it starts; 0 where there is none to look through. */
function wrapperLength(words: readonly string[], insight: Insight): number {
  const program = words[0] ?? '';
  if (program === 'xargs') return words.length > 1 && !words[1]?.startsWith('-') ? 1 : 0;
  const known = insight === 'any' && Object.hasOwn(execWrappers, program) ? execWrappers : wrappers;
  if (!Object.hasOwn(known, program)) return 0;
  if (program === 'command' && /^-[pvV]*[vV]/.test(words[1] ?? '')) return 0;
  let at = skipOptions(words, known[program] ?? []);
  if (program === 'timeout') at += 1;
  while (program === 'env' && /^\w+=/.test(words[at] ?? '')) at += 1;
  return at < words.length ? at : 0;
}

function skipOptions(words: readonly string[], withValue: readonly string[]): number {
  let at = 1;
  while (words[at]?.startsWith('-')) at += withValue.includes(words[at] ?? '') ? 2 : 1;
  return at;
}
