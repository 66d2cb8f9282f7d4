import type { CommandAnalysis } from '../shell/command-analysis.ts';
import type { PathContext } from '../shell/path-context.ts';
import { isWithin, segmentsOf } from '../shell/paths.ts';
import type { AnalysisProblem, ProblemKind } from '../shell/problem.ts';
import { inputFields, textsIn } from '../transcripts/dialects/input-fields.ts';
import { toolEffects } from '../transcripts/effects/tool-effects.ts';
import { climbingPaths } from './climbing-paths.ts';
import { Disk } from './disk.ts';
import type { HookInput } from './hook-input.ts';
import type { HookDecision, HookPolicy } from './hook-policy.ts';
import { type JudgedEffect, judgedEffects } from './judged-effect.ts';
import { meetsCondition } from './meets-condition.ts';

/** What the hook says of a call; `none` leaves it to the normal permission flow. */
export interface HookVerdict {
  readonly decision: HookDecision | 'none';
  /** The rule that matched, or why the call could not be judged. */
  readonly rule?: string;
  readonly reason?: string;
}

/** Where the call is made, beside what the input says. */
export interface HookPlace {
  readonly home: string;
  /** `CLAUDE_PROJECT_DIR` where the agent sets it. https://code.claude.com/docs/en/hooks#reference-scripts-by-path */
  readonly project?: string;
  /** The hook's own policy and log: nobody touches them through a call. */
  readonly ownFiles: readonly string[];
}

/**
 * Deny goes before ask; a call that cannot be understood in full is not let through where the policy fails closed.
 * @throws where the disk cannot say which places the call means
 */
export function judgeCall(call: HookInput, policy: HookPolicy, place: HookPlace): HookVerdict {
  const context: PathContext = { home: place.home, cwd: call.cwd, repository: place.project ?? call.cwd };
  const analysis = toolEffects({ agent: 'claude-code', ...call }, context);
  const disk = new Disk();
  const climbing = climbingOf(call, analysis, { disk, home: place.home });
  const effects = judgedEffects(analysis, { context, disk, climbing });
  const own = [...place.ownFiles, ...place.ownFiles.map((path) => disk.real(path))];
  if (effects.some((effect) => touches(effect, own)))
    return { decision: 'deny', rule: 'own-files', reason: "touches the hook's own files" };
  const matched = matchedRules(effects, policy, place.home);
  const denying = matched.find(({ decision }) => decision === 'deny');
  if (denying) return denying;
  return notUnderstood(analysis.problems, policy) ?? matched[0] ?? { decision: 'none' };
}

const ofCode: ReadonlySet<ProblemKind> = new Set(['program-not-told', 'code-not-told', 'code-not-read']);

function notUnderstood(problems: readonly AnalysisProblem[], policy: HookPolicy): HookVerdict | undefined {
  if (problems.length === 0) return undefined;
  const reason = `the command is not understood: ${problems.map(named).join(', ')}`;
  if (!problems.every(({ kind }) => ofCode.has(kind))) return unjudged(reason, policy);
  return policy.onUnknownCode === 'none'
    ? undefined
    : { decision: policy.onUnknownCode, rule: 'unknown-code', reason };
}

function climbingOf({ input, cwd }: HookInput, { commands }: CommandAnalysis, on: OnDisk) {
  const texts = textsIn(input, [...inputFields.command, ...inputFields.path]);
  return climbingPaths(texts, [cwd, ...commands.map((command) => command.cwd)], on);
}

interface OnDisk {
  readonly disk: Disk;
  readonly home: string;
}

function named({ kind, what }: AnalysisProblem): string {
  return what === undefined ? kind : `${kind} (${what})`;
}

/** What becomes of a call that cannot be judged. */
export function unjudged(reason: string, { onFailure }: Pick<HookPolicy, 'onFailure'>): HookVerdict {
  return { decision: onFailure === 'closed' ? 'deny' : 'none', rule: 'not-judged', reason };
}

function matchedRules(effects: readonly JudgedEffect[], { rules }: HookPolicy, home: string): HookVerdict[] {
  return rules.flatMap(({ id, decision, reason, effect: condition }) => {
    const found = effects.find((judged) => meetsCondition(judged, condition, home));
    return found ? [{ decision, rule: id, reason: `${reason}: ${toldOf(found)}` }] : [];
  });
}

/** Where a link leads is told with the words that named it. */
function toldOf({ effect: { action, target }, named: words }: JudgedEffect): string {
  return target === words ? `${action} ${target}` : `${action} ${words}, which is ${target}`;
}

const changes: ReadonlySet<string> = new Set(['write', 'delete', 'configure', 'persist']);

/** A file is touched by what changes it, and by what takes a folder above it away. */
function touches({ effect: { action, target } }: JudgedEffect, files: readonly string[]): boolean {
  if (!changes.has(action)) return false;
  return files.some(
    (file) => file === target || (action === 'delete' && isWithin(segmentsOf(file), segmentsOf(target))),
  );
}
