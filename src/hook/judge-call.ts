import { domainPattern } from '../permissions/domain-pattern.ts';
import type { Certainty, Effect } from '../shell/effect.ts';
import { hostOf } from '../shell/hosts.ts';
import type { PathContext } from '../shell/path-context.ts';
import type { AnalysisProblem } from '../shell/problem.ts';
import { toolEffects } from '../transcripts/effects/tool-effects.ts';
import type { HookInput } from './hook-input.ts';
import type { EffectCondition, HookDecision, HookPolicy } from './hook-policy.ts';

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

/** Deny goes before ask; a call that cannot be understood in full is not let through where the policy fails closed. */
export function judgeCall(call: HookInput, policy: HookPolicy, place: HookPlace): HookVerdict {
  const context: PathContext = { home: place.home, cwd: call.cwd, repository: place.project ?? call.cwd };
  const { effects, problems } = toolEffects({ agent: 'claude-code', ...call }, context);
  const own = effects.find((effect) => changes(effect) && place.ownFiles.includes(effect.target));
  if (own) return { decision: 'deny', rule: 'own-files', reason: "touches the hook's own files" };
  const matched = matchedRules(effects, policy);
  const denying = matched.find(({ decision }) => decision === 'deny');
  if (denying) return denying;
  if (problems.length > 0)
    return unjudged(`the command is not understood: ${problems.map(named).join(', ')}`, policy);
  return matched[0] ?? { decision: 'none' };
}

function named({ kind, what }: AnalysisProblem): string {
  return what === undefined ? kind : `${kind} (${what})`;
}

/** What becomes of a call that cannot be judged. */
export function unjudged(reason: string, { onFailure }: Pick<HookPolicy, 'onFailure'>): HookVerdict {
  return { decision: onFailure === 'closed' ? 'deny' : 'none', rule: 'not-judged', reason };
}

function matchedRules(effects: readonly Effect[], { rules }: HookPolicy): HookVerdict[] {
  return rules.flatMap(({ id, decision, reason, effect: condition }) => {
    const found = effects.find((effect) => meets(effect, condition));
    return found ? [{ decision, rule: id, reason: `${reason}: ${found.action} ${found.target}` }] : [];
  });
}

const order: readonly Certainty[] = ['possible', 'likely', 'certain'];

function meets(effect: Effect, condition: EffectCondition): boolean {
  const {
    actions,
    zones,
    withTraits = [],
    withoutTraits = [],
    atLeast = 'possible',
    exceptHosts,
  } = condition;
  if (actions && !actions.includes(effect.action)) return false;
  if (zones && !zones.includes(effect.zone)) return false;
  if (order.indexOf(effect.certainty) < order.indexOf(atLeast)) return false;
  const traits = effect.traits ?? [];
  if (!withTraits.every((trait) => traits.includes(trait))) return false;
  if (withoutTraits.some((trait) => traits.includes(trait))) return false;
  return exceptHosts === undefined || !isExcepted(effect.target, exceptHosts);
}

function isExcepted(target: string, hosts: readonly string[]): boolean {
  const host = hostOf(target) ?? target;
  return hosts.some((pattern) => domainPattern(pattern)(host) || domainPattern(`*.${pattern}`)(host));
}

function changes({ action }: Effect): boolean {
  return ['write', 'delete', 'configure', 'persist'].includes(action);
}
