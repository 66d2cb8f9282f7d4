import type { ProblemKind } from '../../shell/problem.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';
import type { AnalysedCall } from './call-analyser.ts';

/**
 * How far the words of a call tell what it did. `open`: part of its command was not understood, or is decided by a value
 * that it does not tell, so that anything may have happened. `unread`: it ran a script or a program whose text is not
 * among the evidence, as most builds and tests do; what is known of it is its name.
 */
export type Telling = 'told' | 'unread' | 'open';

type Words = Pick<AnalysedCall, 'call' | 'paths'>;

/** It is known that there is code, and where; all other problems leave open what it is. */
const unreadCode: ProblemKind = 'code-not-read';

export function tellingOf({ call, paths }: Words): Telling {
  if (neverRan(call.outcome)) return 'told';
  const problems = (call.problems ?? []).filter(({ kind }) => !isRejected(kind, call));
  if (problems.some(({ kind }) => kind !== unreadCode)) return 'open';
  return unreadPrograms({ call, paths }).length > 0 || problems.length > 0 ? 'unread' : 'told';
}

/** What a call ran of which the evidence does not hold the text, by name; hostile. */
export function unreadPrograms({ call, paths }: Words): readonly string[] {
  return call.effects
    .filter(({ action }) => action === 'execute')
    .map(({ target }) => target)
    .filter((target) => (paths.contentOf?.(target) ?? paths.leftBefore?.(target)?.text) === undefined);
}

/** What does not parse does not run. */
function isRejected(kind: ProblemKind, { outcome }: ToolCall): boolean {
  return kind === 'syntax-error' && outcome === 'failed';
}
