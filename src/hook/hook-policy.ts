import { isJsonObject } from '../json-object.ts';
import {
  type Action,
  actions,
  type Certainty,
  type Trait,
  traits,
  type Zone,
  zones,
} from '../shell/effect.ts';

/** What the hook answers where a rule matches; where none does it says nothing and the normal flow applies. */
export type HookDecision = 'deny' | 'ask';

/** What an effect must be like; every given condition has to hold. */
export interface EffectCondition {
  readonly actions?: readonly Action[];
  readonly zones?: readonly Zone[];
  readonly withTraits?: readonly Trait[];
  readonly withoutTraits?: readonly Trait[];
  /** `certain` leaves out what is only likely or possible, `likely` what is only possible. */
  readonly atLeast?: Certainty;
  /** Hosts that are left out, as in `WebFetch(domain:…)`: `*.example.com`. Only for actions that reach a host. */
  readonly exceptHosts?: readonly string[];
}

interface HookRule {
  readonly id: string;
  readonly decision: HookDecision;
  /** Told to the agent and to the user. */
  readonly reason: string;
  readonly effect: EffectCondition;
}

export interface HookPolicy {
  /** What becomes of a call that cannot be judged: `closed` denies it, `open` lets the normal flow go on. */
  readonly onFailure: 'closed' | 'open';
  readonly rules: readonly HookRule[];
}

const network: readonly Action[] = ['connect', 'download', 'upload', 'publish'];

/** The policy where no file is named. */
export const builtInPolicy: HookPolicy = {
  onFailure: 'closed',
  rules: [
    {
      id: 'no-delete-outside-project',
      decision: 'deny',
      reason: 'deletes something outside the project',
      effect: {
        actions: ['delete'],
        zones: ['home', 'system', 'credentials', 'persistence', 'path-binaries', 'agent-config'],
        withoutTraits: ['own-creation', 'dry-run', 'remote'],
      },
    },
    {
      id: 'no-delete-elsewhere',
      decision: 'deny',
      reason: 'deletes something outside the project',
      effect: {
        actions: ['delete'],
        zones: ['outside'],
        atLeast: 'likely',
        withoutTraits: ['own-creation', 'dry-run'],
      },
    },
    {
      id: 'no-delete-of-unknown-target',
      decision: 'ask',
      reason: 'deletes something that only the run can tell',
      effect: { actions: ['delete'], zones: ['outside'], withoutTraits: ['own-creation', 'dry-run'] },
    },
    {
      id: 'no-irreversible-write',
      decision: 'deny',
      reason: 'overwrites a device or a disk',
      effect: {
        actions: ['write'],
        zones: ['home', 'system', 'outside', 'credentials', 'persistence', 'agent-config'],
        withTraits: ['irreversible'],
        withoutTraits: ['dry-run', 'remote'],
      },
    },
    {
      id: 'no-write-to-system',
      decision: 'ask',
      reason: 'writes to the system, or to where programs are started from',
      effect: {
        actions: ['write', 'configure'],
        zones: ['system', 'path-binaries'],
        withoutTraits: ['dry-run', 'remote'],
      },
    },
    {
      id: 'no-write-to-credentials-or-persistence',
      decision: 'deny',
      reason: 'writes where credentials lie, or where something starts by itself',
      effect: {
        actions: ['write', 'persist', 'configure'],
        zones: ['credentials', 'persistence'],
        withoutTraits: ['dry-run', 'remote'],
      },
    },
    {
      id: 'no-own-guard-rails',
      decision: 'ask',
      reason: "changes the agent's own configuration",
      effect: {
        actions: ['write', 'delete', 'configure', 'persist'],
        zones: ['agent-config'],
        withoutTraits: ['dry-run'],
      },
    },
    {
      id: 'no-code-from-network',
      decision: 'deny',
      reason: 'runs code that came over the network in the same command',
      effect: { actions: ['execute'], withTraits: ['from-network'], withoutTraits: ['local-host'] },
    },
    {
      id: 'no-secrets-out',
      decision: 'deny',
      reason: 'sends what was read from a credential',
      effect: { actions: network, withTraits: ['from-secret'], withoutTraits: ['local-host'] },
    },
  ],
};

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

/**
 * Reads a policy file. Nothing in it is skipped: a rule that means something else than its author thought is worse
 * than none.
 * @returns a sentence that says what is wrong
 */
export function parseHookPolicy(text: string): HookPolicy | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is no JSON';
  }
  if (!isJsonObject(value)) return 'is no JSON object';
  const unknown = unknownKey(value, ['onFailure', 'rules', 'schemaVersion']);
  if (unknown !== undefined) return `has an unknown key ${unknown}`;
  const { onFailure = 'closed', rules = [] } = value;
  if (onFailure !== 'closed' && onFailure !== 'open') return 'onFailure must be closed or open';
  if (!Array.isArray(rules)) return 'rules must be a list';
  const read: HookRule[] = [];
  for (const [index, given] of rules.entries()) {
    const rule = parseRule(given);
    if (typeof rule === 'string') return `rule ${index + 1}: ${rule}`;
    read.push(rule);
  }
  return { onFailure, rules: read };
}

function parseRule(value: unknown): HookRule | string {
  if (!isJsonObject(value)) return 'is no object';
  const unknown = unknownKey(value, ['id', 'decision', 'reason', 'effect']);
  if (unknown !== undefined) return `has an unknown key ${unknown}`;
  const { id, decision, reason, effect } = value;
  if (typeof id !== 'string' || id === '') return 'has no id';
  if (decision !== 'deny' && decision !== 'ask') return 'decision must be deny or ask';
  if (typeof reason !== 'string' || reason === '') return 'has no reason';
  const condition = isJsonObject(effect) ? parseCondition(effect) : 'has no effect';
  return typeof condition === 'string' ? condition : { id, decision, reason, effect: condition };
}

const certainties = ['certain', 'likely', 'possible'] as const;

function parseCondition(value: Readonly<Record<string, unknown>>): EffectCondition | string {
  const lists = {
    actions: subset<Action>(value['actions'], actions),
    zones: subset<Zone>(value['zones'], zones),
    withTraits: subset<Trait>(value['withTraits'], traitNames),
    withoutTraits: subset<Trait>(value['withoutTraits'], traitNames),
    exceptHosts: subset<string>(value['exceptHosts']),
  };
  const unknown = unknownKey(value, [...Object.keys(lists), 'atLeast']);
  if (unknown !== undefined) return `effect has an unknown key ${unknown}`;
  const wrong = Object.entries(lists).find(([, list]) => list === 'wrong');
  if (wrong) return `effect.${wrong[0]} is no list of known words`;
  const atLeast = certainties.find((known) => known === value['atLeast']);
  if (value['atLeast'] !== undefined && !atLeast) return 'effect.atLeast is no known word';
  const given = Object.entries(lists).filter(([, list]) => list !== undefined);
  if (given.length === 0) return 'effect names no condition: it would match everything';
  return { ...Object.fromEntries(given), ...(atLeast && { atLeast }) };
}

const traitNames = Object.keys(traits).filter((name): name is Trait => Object.hasOwn(traits, name));

function subset<T extends string>(value: unknown, known?: readonly T[]): readonly T[] | 'wrong' | undefined {
  if (value === undefined) return undefined;
  const fits = (item: unknown): item is T =>
    typeof item === 'string' && (known === undefined || (known as readonly string[]).includes(item));
  return Array.isArray(value) && value.length > 0 && value.every(fits) ? value : 'wrong';
}

function unknownKey(value: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined {
  return Object.keys(value).find((key) => !known.includes(key));
}
