import { liesIn } from '../evidence/lies-in.ts';
import type { Invocation } from './command.ts';

/** The invocation for one of several homes: each is read below the root that holds it, a bag below its own. */
export function forHome(invocation: Invocation, home: string): Invocation {
  const { root: _last, ...options } = invocation.options;
  const root = rootOf(home, invocation.options);
  return { ...invocation, options: { ...options, home, ...(root !== undefined && { root }) } };
}

/** The innermost of the roots that hold the home; of a single home and root, that one wherever it lies. */
function rootOf(home: string, { homes, roots }: Invocation['options']): string | undefined {
  const holding = roots.filter((root) => liesIn(home, root));
  const [innermost] = holding.sort((a, b) => b.length - a.length);
  return innermost ?? (homes.length === 1 && roots.length === 1 ? roots[0] : undefined);
}
