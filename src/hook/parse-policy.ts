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
import type { EffectCondition, HookPolicy, HookRule } from './hook-policy.ts';
import { type Place, places } from './place.ts';

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
  const unknown = unknownKey(value, ['onFailure', 'onUnknownCode', 'rules', 'schemaVersion']);
  if (unknown !== undefined) return `has an unknown key ${unknown}`;
  const { onFailure = 'closed', rules = [] } = value;
  if (onFailure !== 'closed' && onFailure !== 'open') return 'onFailure must be closed or open';
  const { onUnknownCode = onFailure === 'closed' ? 'deny' : 'none' } = value;
  if (onUnknownCode !== 'deny' && onUnknownCode !== 'ask' && onUnknownCode !== 'none')
    return 'onUnknownCode must be deny, ask or none';
  if (!Array.isArray(rules)) return 'rules must be a list';
  const read: HookRule[] = [];
  for (const [index, given] of rules.entries()) {
    const rule = parseRule(given);
    if (typeof rule === 'string') return `rule ${index + 1}: ${rule}`;
    read.push(rule);
  }
  return { onFailure, onUnknownCode, rules: read };
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

const certainties: readonly Certainty[] = ['certain', 'likely', 'possible'];

function parseCondition(value: Readonly<Record<string, unknown>>): EffectCondition | string {
  const lists = {
    actions: subset<Action>(value['actions'], actions),
    zones: subset<Zone>(value['zones'], zones),
    places: subset<Place>(value['places'], places),
    withTraits: subset<Trait>(value['withTraits'], traitNames),
    withoutTraits: subset<Trait>(value['withoutTraits'], traitNames),
    targets: subset<string>(value['targets']),
    exceptTargets: subset<string>(value['exceptTargets']),
    exceptHosts: subset<string>(value['exceptHosts']),
    exceptCommands: subset<string>(value['exceptCommands']),
  };
  const bounds = { atLeast: certaintyIn(value['atLeast']), atMost: certaintyIn(value['atMost']) };
  const unknown = unknownKey(value, [...Object.keys(lists), ...Object.keys(bounds)]);
  if (unknown !== undefined) return `effect has an unknown key ${unknown}`;
  const wrong = Object.entries(lists).find(([, list]) => list === 'wrong');
  if (wrong) return `effect.${wrong[0]} is no list of known words`;
  const wrongBound = Object.entries(bounds).find(([, bound]) => bound === 'wrong');
  if (wrongBound) return `effect.${wrongBound[0]} is no known word`;
  const given = Object.entries(lists).filter(([, list]) => list !== undefined);
  if (given.length === 0) return 'effect names no condition: it would match everything';
  const givenBounds = Object.entries(bounds).filter(([, bound]) => bound !== undefined);
  return Object.fromEntries([...given, ...givenBounds]);
}

function certaintyIn(value: unknown): Certainty | 'wrong' | undefined {
  if (value === undefined) return undefined;
  return certainties.find((known) => known === value) ?? 'wrong';
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
