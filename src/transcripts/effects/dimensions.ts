import type { Effect, Trait, Zone } from '../../shell/effect.ts';

/** What brings things back to how they were, the easiest first. */
const reversibilities = ['nothing-to-undo', 'regenerable', 'by-hand', 'irreversible'] as const;
/** How far the call reaches from the repository that the session works in. */
const scopeAlignments = ['inside', 'own-machine', 'system', 'other-hosts'] as const;
/** What an attacker could make of it. */
const riskSurfaces = ['none', 'dependencies', 'data-out', 'secrets', 'code-from-outside', 'control'] as const;
/** What goes on after the call has ended. */
const cascades = ['none', 'local-processes', 'later-sessions', 'other-people'] as const;

/** Four ways in which a call weighs, told from its effects alone; for each the worst of them. */
export interface CallDimensions {
  readonly reversibility: (typeof reversibilities)[number];
  readonly scopeAlignment: (typeof scopeAlignments)[number];
  readonly riskSurface: (typeof riskSurfaces)[number];
  readonly cascadingEffects: (typeof cascades)[number];
}

/** @param effects of one call; what is only `possible` weighs as if it happened */
export function dimensionsOf(effects: readonly Effect[]): CallDimensions {
  return {
    reversibility: worst(reversibilities, effects.map(reversibility)),
    scopeAlignment: worst(scopeAlignments, effects.map(scopeAlignment)),
    riskSurface: worst(riskSurfaces, effects.map(riskSurface)),
    cascadingEffects: worst(cascades, effects.map(cascade)),
  };
}

function worst<Name extends string>(scale: readonly [Name, ...Name[]], found: readonly Name[]): Name {
  const highest = found.reduce((highest, name) => Math.max(highest, scale.indexOf(name)), 0);
  return scale[highest] ?? scale[0];
}

function has({ traits }: Effect, ...wanted: readonly Trait[]): boolean {
  return wanted.some((trait) => traits?.includes(trait));
}

/** Only looking, or only starting something whose own effects are listed beside it. */
const harmless: ReadonlySet<Effect['action']> = new Set(['read', 'connect', 'execute', 'download']);

function reversibility(effect: Effect): CallDimensions['reversibility'] {
  if (has(effect, 'irreversible')) return 'irreversible';
  if (has(effect, 'local-host') || harmless.has(effect.action)) return 'nothing-to-undo';
  if (effect.action === 'upload' || effect.action === 'publish') return 'irreversible';
  if (effect.action === 'install' || has(effect, 'own-creation') || effect.zone === 'temporary')
    return 'regenerable';
  return 'by-hand';
}

const alignments: Readonly<Record<Zone, CallDimensions['scopeAlignment']>> = {
  repository: 'inside',
  temporary: 'inside',
  home: 'own-machine',
  outside: 'own-machine',
  'agent-config': 'own-machine',
  credentials: 'own-machine',
  persistence: 'system',
  'path-binaries': 'system',
  system: 'system',
};

const overTheNetwork: ReadonlySet<Effect['action']> = new Set(['connect', 'download', 'upload', 'publish']);

function scopeAlignment(effect: Effect): CallDimensions['scopeAlignment'] {
  if (has(effect, 'local-host')) return 'inside';
  if (has(effect, 'remote') || overTheNetwork.has(effect.action)) return 'other-hosts';
  if (effect.action === 'escalate') return 'system';
  if (effect.action === 'execute' && effect.zone === 'outside') return 'inside';
  return has(effect, 'own-creation') ? 'inside' : alignments[effect.zone];
}

function riskSurface(effect: Effect): CallDimensions['riskSurface'] {
  const { action, zone } = effect;
  if (action === 'escalate' || action === 'persist' || zone === 'persistence' || zone === 'path-binaries') {
    return action === 'read' ? 'none' : 'control';
  }
  if (action === 'execute' && has(effect, 'from-network', 'encoded')) return 'code-from-outside';
  if (zone === 'credentials' || has(effect, 'from-secret')) return 'secrets';
  if (has(effect, 'local-host')) return 'none';
  if (action === 'upload' || action === 'publish') return 'data-out';
  return action === 'install' || action === 'download' ? 'dependencies' : 'none';
}

function cascade(effect: Effect): CallDimensions['cascadingEffects'] {
  const { action, zone } = effect;
  if (has(effect, 'local-host') || action === 'read' || action === 'connect') return 'none';
  if (action === 'publish' || action === 'upload' || has(effect, 'remote')) return 'other-people';
  if (action === 'execute') return has(effect, 'endless') ? 'local-processes' : 'none';
  if (action === 'persist' || zone === 'persistence' || zone === 'agent-config') return 'later-sessions';
  if (action === 'escalate' || action === 'configure' || zone === 'path-binaries' || zone === 'system') {
    return 'local-processes';
  }
  return 'none';
}
