import { domainPattern } from '../permissions/domain-pattern.ts';
import { wildcard } from '../permissions/wildcard.ts';
import type { SimpleCommand } from '../shell/command-analysis.ts';
import type { Certainty } from '../shell/effect.ts';
import { hostOf } from '../shell/hosts.ts';
import { resolvePath, withHome } from '../shell/paths.ts';
import type { EffectCondition } from './hook-policy.ts';
import type { JudgedEffect } from './judged-effect.ts';

type Condition = (judged: JudgedEffect, condition: EffectCondition, home: string) => boolean;

const order: readonly Certainty[] = ['possible', 'likely', 'certain'];

/** One for each key of {@link EffectCondition}; a key that is not given holds. */
const conditions: Readonly<Record<keyof EffectCondition, Condition>> = {
  actions: ({ effect }, { actions }) => actions?.includes(effect.action) ?? true,
  zones: ({ effect }, { zones }) => zones?.includes(effect.zone) ?? true,
  places: ({ place }, { places }) => places?.includes(place) ?? true,
  atLeast: ({ effect }, { atLeast = 'possible' }) =>
    order.indexOf(effect.certainty) >= order.indexOf(atLeast),
  atMost: ({ effect }, { atMost = 'certain' }) => order.indexOf(effect.certainty) <= order.indexOf(atMost),
  withTraits: ({ effect: { traits = [] } }, { withTraits = [] }) =>
    withTraits.every((trait) => traits.includes(trait)),
  withoutTraits: ({ effect: { traits = [] } }, { withoutTraits = [] }) =>
    !withoutTraits.some((trait) => traits.includes(trait)),
  targets: ({ effect }, { targets }) => targets === undefined || isOneOf(effect.target, targets),
  exceptTargets: ({ effect }, { exceptTargets = [] }) => !isOneOf(effect.target, exceptTargets),
  exceptHosts: ({ effect }, { exceptHosts = [] }) => !isHostOf(effect.target, exceptHosts),
  exceptCommands: (judged, { exceptCommands = [] }, home) => !isNamedByAll(judged, exceptCommands, home),
};

const all = Object.values(conditions);

/** @param home of the user, as the call's words name it */
export function meetsCondition(judged: JudgedEffect, condition: EffectCondition, home: string): boolean {
  return all.every((holds) => holds(judged, condition, home));
}

function isOneOf(target: string, patterns: readonly string[]): boolean {
  const text = target.replaceAll('\\', '/').toLowerCase();
  return patterns.some((pattern) => wildcard(pattern.toLowerCase())(text));
}

function isHostOf(target: string, hosts: readonly string[]): boolean {
  const host = hostOf(target) ?? target;
  return hosts.some((pattern) => domainPattern(pattern)(host) || domainPattern(`*.${pattern}`)(host));
}

/** Every command that has the effect is such a one, and its own words name the target. */
function isNamedByAll({ commands, named }: JudgedEffect, patterns: readonly string[], home: string): boolean {
  return (
    commands.length > 0 &&
    commands.every(
      (command) =>
        patterns.some((pattern) => beginsWith(command, pattern.split(' '))) &&
        command.argv.some((word) => resolvePath(withHome(word, home), command.cwd) === named),
    )
  );
}

function beginsWith({ program, argv }: SimpleCommand, leading: readonly string[]): boolean {
  const words = [program, ...argv.slice(1).filter((word) => !word.startsWith('-'))];
  return leading.every((word, index) => words[index] === word);
}
