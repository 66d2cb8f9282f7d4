import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import { commandDates, commitSubjects } from '../../shell/commit-words.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import type { Outcome, PermissionMode, ToolCall } from '../../transcripts/tool-call.ts';
import { servedCommits } from './forge-write.ts';
import { type PrintedGitFact, readPrintedGitFacts } from './printed-git-fact.ts';
import { type SeenChanges, seenChanges } from './seen-changes.ts';

/** What a tool call says of repositories; small, so that those of a whole home can be held at once. */
export interface GitCall {
  readonly id: string;
  readonly sessionId: string;
  readonly tool: string;
  /** Cut to a bound. */
  readonly argument: string;
  readonly permissionMode: PermissionMode;
  /** Folders in which it worked; absolute, in the evidence's own form. */
  readonly directories: readonly string[];
  /** ISO 8601 UTC. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly outcome: Outcome;
  readonly invocations: readonly GitInvocation[];
  /** What git printed of objects. */
  readonly facts: readonly PrintedGitFact[];
  /** First paragraphs of the messages that its command line gives to commits, each in one line. */
  readonly subjects?: readonly string[];
  /** Times that its command line makes git write; ISO 8601 UTC. */
  readonly dates?: readonly string[];
  /** It printed that there were no changes. */
  readonly sawClean?: true;
  /** Which files it found different from what git holds. */
  readonly seenChanges?: SeenChanges;
  /** It starts programs whose words do not tell what they do. */
  readonly startsPrograms?: true;
  /** Only its result is there: what ran is not known. */
  readonly isOrphan?: true;
  readonly evidence: EvidenceReference;
}

const invocationsAtMost = 50;

/** Lines that say of a ref that it was moved or taken away, and not where it stood. */
const withoutId = /\[deleted\]|' was rewritten$/m;

/** In characters; the evidence reference leads to the rest. */
const longestArgument = 200;

/**
 * @param commands the simple commands that the call's command line starts; none for tools without one
 * @returns undefined for a call that can have moved no ref: one that is no command and printed no id
 */
export function gitCallOf(call: ToolCall, commands: readonly SimpleCommand[]): GitCall | undefined {
  const invocations = commands
    .flatMap((command) => gitInvocationOf(command) ?? [])
    .slice(0, invocationsAtMost);
  const text = call.result?.text ?? '';
  const printed = holdsId(text) || withoutId.test(text) ? readPrintedGitFacts(text) : [];
  const served = servedCommits(call, commands).map((sha): PrintedGitFact => ({ kind: 'served', sha }));
  const facts = [...recordedFacts(call), ...served, ...printed];
  if (commands.length === 0 && !facts.some(({ kind }) => kind !== 'mentioned')) return undefined;
  const directories = new Set(invocations.map(({ directory }) => directory));
  for (const { cwd } of commands) directories.add(cwd);
  const subjects = invocations.flatMap(commitSubjects);
  const dates = invocations.length === 0 ? [] : commandDates(commandOf(call));
  if (call.cwd !== undefined) directories.add(call.cwd);
  const seen = call.outcome === 'succeeded' ? seenChanges(commands, text) : undefined;
  return {
    id: call.id,
    sessionId: call.sessionId,
    tool: call.tool,
    argument: call.argument.slice(0, longestArgument),
    permissionMode: call.permissionMode,
    directories: [...directories],
    ...(call.startedAt !== undefined && { startedAt: call.startedAt }),
    ...(call.endedAt !== undefined && { endedAt: call.endedAt }),
    outcome: call.outcome,
    invocations,
    facts: commands.length === 0 ? facts.filter(({ kind }) => kind !== 'mentioned') : facts,
    ...(subjects.length > 0 && { subjects }),
    ...(dates.length > 0 && { dates }),
    ...(sawClean(invocations, text) && { sawClean: true as const }),
    ...(seen && { seenChanges: seen }),
    ...(commands.some(startsProgram) && { startsPrograms: true as const }),
    evidence: call.evidence,
  };
}

function startsProgram({ program, effects }: SimpleCommand): boolean {
  return program !== 'git' && effects.some(({ action }) => action === 'execute');
}

/** `git status` of the whole tree. https://git-scm.com/docs/git-status */
function sawClean(invocations: readonly GitInvocation[], text: string): boolean {
  const isAsked = invocations.some(({ subcommand, args }) => subcommand === 'status' && args.every(isOption));
  return isAsked && /^nothing to commit, working (?:tree|directory) clean$/m.test(text);
}

function isOption(word: string): boolean {
  return word.startsWith('-');
}

function commandOf({ input, argument }: ToolCall): string {
  const { command } = input;
  return typeof command === 'string' ? command : argument;
}

/** A result whose call stands in no readable line. */
export interface LooseResult {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly text: string;
  readonly evidence: EvidenceReference;
}

/** @returns undefined for a result that speaks of no commit */
export function gitCallOfResult({
  toolCallId,
  sessionId,
  at,
  text,
  evidence,
}: LooseResult): GitCall | undefined {
  if (!holdsId(text)) return undefined;
  const facts = readPrintedGitFacts(text).filter(({ kind }) => kind !== 'mentioned');
  if (facts.length === 0) return undefined;
  return {
    id: toolCallId,
    sessionId,
    tool: 'unknown',
    argument: '',
    permissionMode: 'unknown',
    directories: [],
    ...(at !== undefined && { endedAt: at }),
    outcome: 'unknown',
    invocations: [],
    facts,
    isOrphan: true,
    evidence,
  };
}

/** The structured account of a git operation that versions from 2.1.181 on keep. */
function recordedFacts({ result }: ToolCall): PrintedGitFact[] {
  const commit = result?.gitOperation?.['commit'];
  if (typeof commit !== 'object' || commit === null || !('sha' in commit)) return [];
  const { sha } = commit;
  if (typeof sha !== 'string' || !/^[0-9a-f]{4,64}$/.test(sha)) return [];
  const branch = 'branch' in commit && typeof commit.branch === 'string' ? commit.branch : '';
  return [{ kind: 'commit', sha, branch, subject: '' }];
}

const shortestId = 7;

/** Looks at each seventh character, and back from there: a text that holds no id is passed in few steps. */
function holdsId(text: string): boolean {
  for (let end = shortestId - 1; end < text.length; ) {
    let at = end;
    while (at > end - shortestId && isHexDigit(text.charCodeAt(at))) at -= 1;
    if (at === end - shortestId) return true;
    end = at + shortestId;
  }
  return false;
}

function isHexDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
}
