import type { ScannedValue } from '../../scanner/scanned-value.ts';
import { startedTaskOf } from '../../sources/claude-code/background.ts';
import { neverRan, type Outcome } from '../../tool-call.ts';

/** What a transcript records of a result, as far as it tells what became of the call. */
export interface ResultSignals {
  /** Beginning of the result's text, as far as it is asked for. */
  readonly text: (longest: number) => string;
  readonly isError: boolean;
  /** The record's `toolUseResult`: an object, an array, a string, or absent. */
  readonly structured: ScannedValue | undefined;
  /** `toolDenialKind` is there: 2.1.220 and later; not reliable alone. */
  readonly denialKind: boolean;
  /** Name of the tool; empty where the call was not seen. */
  readonly tool: string;
}

interface TextRule {
  readonly outcome: Outcome;
  readonly pattern: RegExp;
}

/** How much of a result's text is looked at. */
const decisiveTextLength = 2_000;

/**
 * What an erroneous result says in its first words; the first that matches counts. Each was seen in transcripts of
 * the versions named. `not-run` is a call that a check or an interrupt stopped before it began; `unknown` one of which
 * the result does not tell whether it had begun.
 */
const errorRules: readonly TextRule[] = [
  {
    outcome: 'not-run',
    pattern: /^Exit code \d+\n\[Request interrupted by user[^\n]*\nCommand aborted before execution/,
  }, // 2.0.31
  { outcome: 'interrupted', pattern: /^(?:Exit code \d+\n)?\[Request interrupted by user/ }, // 1.0.17 to 2.1.88
  { outcome: 'not-run', pattern: /^Interrupted by user/ }, // 1.0.53 to 2.1.19, the sibling of an interrupted call
  { outcome: 'denied', pattern: /^The user doesn't want to (?:proceed with this tool use|take this action)/ },
  { outcome: 'denied', pattern: /^Permission to use [\s\S]* has been (?:auto-)?denied/ }, // 2.0.74 and later
  { outcome: 'denied', pattern: /^Permission for this tool use was denied/ }, // subagents, 2.1.42 and later
  { outcome: 'denied', pattern: /^(?:Error: )?Permission for this action (?:was|has been) (?:auto-)?denied/ }, // 2.1.161
  // https://code.claude.com/docs/en/permission-modes
  {
    outcome: 'denied',
    pattern:
      /^(?:Error: )?[^\n:]{0,80}\b(?:denied|blocked|rejected) by (?:the )?(?:Claude Code )?(?:auto[ -]mode|permission (?:rule|mode|setting|classifier)s?\b)/i,
  },
  { outcome: 'denied', pattern: /^Claude requested permissions to [\s\S]*haven't granted it yet/ }, // to 2.1.9
  { outcome: 'denied', pattern: /^This command requires approval/ },
  {
    outcome: 'denied',
    pattern: /^This \w+ command contains multiple operations\. The following parts? requires? approval/,
  },
  {
    outcome: 'denied',
    pattern: /^(?:Hook PreToolUse:\S+ denied this tool|PreToolUse:\S+ hook (?:blocking )?error)/,
  },
  { outcome: 'denied', pattern: /^(?:\w+ operation blocked by hook|Execution stopped by PreToolUse hook)/ },
  // A hook's own words, as such hooks usually begin: 2.1.33, 2.1.92
  { outcome: 'denied', pattern: /^(?:BLOCKED|DENIED): / },
  // `cd to '<path>' was blocked`, `mkdir in '<path>' was blocked`: 1.0.17 to 2.1.9
  {
    outcome: 'denied',
    pattern: /^(?:ERROR: )?[\w-]{1,20} (?:to|in|from) '[^']*' was blocked\. For security/,
  },
  { outcome: 'denied', pattern: /^Glob patterns are not allowed in write operations/ }, // 2.1.9
  // 2.1.23 to 2.1.128: the sibling may have begun before the other one failed
  {
    outcome: 'unknown',
    pattern: /^<tool_use_error>(?:Sibling tool call errored|Cancelled: parallel tool call )/,
  },
  { outcome: 'not-run', pattern: /^<tool_use_error>/ }, // 1.0.69 and later: refused before it was called
  { outcome: 'not-run', pattern: /^(?:Error: )?No such tool available: / },
  { outcome: 'not-run', pattern: /^InputValidationError: / },
  { outcome: 'not-run', pattern: /^File has not been read yet\./ },
  { outcome: 'not-run', pattern: /^File has been (?:unexpectedly )?modified(?: since read|\.)/ },
  { outcome: 'not-run', pattern: /^String to replace not found in file/ },
  { outcome: 'not-run', pattern: /^Found \d+ matches of the string to replace, but/ },
  { outcome: 'not-run', pattern: /^No changes to make: / },
  { outcome: 'interrupted', pattern: /^Command timed out after / }, // 1.0.17 to 2.0.8
  { outcome: 'interrupted', pattern: /^Exit code 143\n(?:[^\n]*\n)?Command timed out after / },
];

/**
 * All that a result says where the shell could not read the snapshot of the user's environment, which it reads before the
 * command: the command was never read. A working directory that could not be noted afterwards has words of the same kind.
 */
const shellNotPrepared =
  /^(?:Exit code \d+\s+)?(?:Error: )?(?:\/\S{1,200}\/)?(?:(?:ba|z|da)?sh: (?:line \d+: |\d+: )?\S{0,300}\/(?:claude-shell-snapshot-|shell-snapshots\/)\S{1,200}: (?:No such file or directory|Permission denied|cannot open\b.{0,80}|Stale file handle|Input\/output error)|zsh:(?:source|\.|\d+)?:\d+: (?:no such file or directory|permission denied): \S{0,300}\/(?:claude-shell-snapshot-|shell-snapshots\/)\S{1,200})\s*$/i;

/** What Claude Code says itself where it found no shell, or no folder to start it in. */
const shellNotFound =
  /^(?:Error: )?(?:No suitable shell found\.|Claude Code on Windows requires (?:git-bash|either)|Working directory "[^"\n]{1,1000}" no longer exists)/;

/** Tools that run a command in a shell. */
const shells: ReadonlySet<string> = new Set(['Bash', 'PowerShell']);

/** What became of a call, and whether its traces agree. */
export interface JudgedOutcome {
  readonly outcome: Outcome;
  /** The result refuses the call, and yet the command has output. */
  readonly contradicted: boolean;
}

/**
 * What a command itself printed is never taken for the program's words: those stand only in results with an error. The
 * shell's own words come without one in some versions (1.0.43), and count where there is nothing else.
 */
export function outcomeOf(signals: ResultSignals): JudgedOutcome {
  if (hasNoShell(signals)) return { outcome: 'not-run', contradicted: false };
  const account = signals.structured?.isObject ? signals.structured : undefined;
  const outcome = signals.isError
    ? outcomeOfError(signals)
    : account
      ? outcomeOfAccount(account)
      : outcomeOfText(signals);
  const contradicted = neverRan(outcome) && hasOutput(account);
  return contradicted ? { outcome: 'succeeded', contradicted } : { outcome, contradicted };
}

function hasNoShell({ text, isError, tool }: ResultSignals): boolean {
  if (!shells.has(tool)) return false;
  const beginning = text(decisiveTextLength);
  return shellNotPrepared.test(beginning) || (isError && shellNotFound.test(beginning));
}

function outcomeOfError({ text, denialKind }: ResultSignals): Outcome {
  const beginning = text(decisiveTextLength);
  const named = errorRules.find(({ pattern }) => pattern.test(beginning))?.outcome;
  return named ?? (denialKind ? 'denied' : 'failed');
}

/** Without an account of the program's own, its words are all that tells of a start in the background. */
function outcomeOfText({ text, tool }: ResultSignals): Outcome {
  return startedTaskOf(text, tool) === undefined ? 'succeeded' : 'background';
}

/** Fields of `toolUseResult` that contradict a result without an error. */
function outcomeOfAccount(account: ScannedValue): Outcome {
  if (account.member('backgroundTaskId') || account.member('isAsync')?.isTrue) return 'background';
  if (account.member('status')?.text() === 'async_launched') return 'background';
  if (account.member('interrupted')?.isTrue || account.member('wasInterrupted')?.isTrue) return 'interrupted';
  // Held for review: the file on disk is as it was.
  if (account.member('staged')?.isTrue) return 'not-run';
  return account.member('success')?.isFalse ? 'failed' : 'succeeded';
}

function hasOutput(account: ScannedValue | undefined): boolean {
  return (['stdout', 'stderr'] as const).some((name) => {
    const text = account?.member(name);
    return text?.isString && !text.isEmpty;
  });
}

/** Which of two results of one call counts: the lighter. Proof that something ran outweighs a refusal. */
export const weight: Readonly<Record<Outcome, number>> = {
  succeeded: 0,
  failed: 1,
  interrupted: 2,
  background: 3,
  denied: 4,
  'not-run': 5,
  unknown: 6,
};
