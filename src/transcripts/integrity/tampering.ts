import type { Gap } from '../../evidence/gap.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import { touchedRecords } from '../../shell/touched-records.ts';
import type { AnalysedCall } from '../effects/call-analyser.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';
import { retentionChangeOf } from './retention-change.ts';

const harmless: ReadonlySet<Trait> = new Set<Trait>(['dry-run', 'own-creation']);

/**
 * A call that wrote to or removed the records of sessions, or shortened the time for which they are kept; needs the
 * call's input, its effects and, for what only the result names, its result.
 */
export function tamperingOf({ call, paths }: Pick<AnalysedCall, 'call' | 'paths'>): Gap[] {
  if (neverRan(call.outcome)) return [];
  const effect = call.effects.find(
    (one) => !one.traits?.some((trait) => harmless.has(trait)) && isTampering(one, paths),
  );
  const gap = (done: string): Gap[] => [
    { kind: 'tampering', reason: `a call ${done}`, evidence: call.evidence },
  ];
  const isOpen = call.outcome === 'unknown' && !effect?.traits?.includes('printed');
  if (effect) return gap(`${isOpen ? 'that may have run ' : ''}${deedOf(effect)}: ${effect.target}`);
  return isPurge(call)
    ? gap('purged a project: its transcripts, history and backups of files')
    : retentionChangeOf(call);
}

function isTampering(effect: Effect, paths: AnalysedCall['paths']): boolean {
  const place = touchedRecords(effect, paths);
  return place === 'within' || place === 'above';
}

function deedOf({ action, traits = [] }: Effect): string {
  if (action === 'write') return 'wrote to the records of sessions';
  return traits.includes('moved') ? 'moved the records of sessions away' : 'deleted the records of sessions';
}

/** https://code.claude.com/docs/en/cli-reference */
const purge = /\bclaude\s+project\s+purge\b(?![^|;&\n]{0,200}--dry-run)/;

function isPurge({ effects, argument }: ToolCall): boolean {
  return effects.some(({ program }) => program === 'claude') && purge.test(argument);
}
