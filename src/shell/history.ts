import type { Analysis } from './analysis.ts';
import type { Scope } from './scope.ts';

interface Change {
  readonly name: string;
  /** Absent where the variable is unset. */
  readonly value: string | undefined;
  readonly scope: Scope;
}

/** A shell without these writes no history. https://attack.mitre.org/techniques/T1690/ */
export function noteHistory(analysis: Analysis, { name, value, scope }: Change): void {
  const isFile = name === 'HISTFILE' && (value === undefined || value === '' || value === '/dev/null');
  const isSize = /^(?:HISTSIZE|HISTFILESIZE|SAVEHIST)$/.test(name) && value === '0';
  if (!isFile && !isSize) return;
  analysis.effect(scope, {
    action: 'configure',
    target: `shell history ${name}`,
    zone: 'home',
    certainty: 'certain',
    program: 'shell',
    traits: ['forced'],
  });
}
