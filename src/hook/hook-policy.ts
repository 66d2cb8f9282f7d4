import type { Action, Certainty, Trait, Zone } from '../shell/effect.ts';
import type { Place } from './place.ts';

/** What the hook answers where a rule matches; where none does it says nothing and the normal flow applies. */
export type HookDecision = 'deny' | 'ask';

/** What an effect must be like; every given condition has to hold. */
export interface EffectCondition {
  readonly actions?: readonly Action[];
  readonly zones?: readonly Zone[];
  readonly places?: readonly Place[];
  readonly withTraits?: readonly Trait[];
  readonly withoutTraits?: readonly Trait[];
  /** `certain` leaves out what is only likely or possible, `likely` what is only possible. */
  readonly atLeast?: Certainty;
  /** `possible` leaves out what is likely or certain. */
  readonly atMost?: Certainty;
  /** Whole targets, upper and lower case alike; `*` stands for any text, slashes included. */
  readonly targets?: readonly string[];
  readonly exceptTargets?: readonly string[];
  /** Hosts that are left out, as in `WebFetch(domain:…)`: `*.example.com`. Only for actions that reach a host. */
  readonly exceptHosts?: readonly string[];
  /**
   * Leading words of commands, without options, that are left out: `git clone`. Only for what such a command names
   * itself, never for where its output is sent.
   */
  readonly exceptCommands?: readonly string[];
}

export interface HookRule {
  readonly id: string;
  readonly decision: HookDecision;
  /** Told to the agent and to the user. */
  readonly reason: string;
  readonly effect: EffectCondition;
}

export interface HookPolicy {
  /** What becomes of a call that cannot be judged: `closed` denies it, `open` lets the normal flow go on. */
  readonly onFailure: 'closed' | 'open';
  /**
   * What becomes of a call whose words do not tell which program or code it runs: `$TOOL --all`, `… | sh`. A call that
   * does not parse cannot be judged.
   */
  readonly onUnknownCode: HookDecision | 'none';
  readonly rules: readonly HookRule[];
}

/** Actions that reach a host. */
export const network: readonly Action[] = ['connect', 'download', 'upload', 'publish'];

/** The policy with one more rule: nothing leaves but for these hosts. */
export function withEgress(policy: HookPolicy, hosts: readonly string[]): HookPolicy {
  if (hosts.length === 0) return policy;
  const egress: HookRule = {
    id: 'no-egress',
    decision: 'deny',
    reason: `reaches a host that is not one of ${hosts.join(', ')}`,
    effect: { actions: network, exceptHosts: hosts, withoutTraits: ['local-host', 'dry-run'] },
  };
  return { ...policy, rules: [...policy.rules, egress] };
}
