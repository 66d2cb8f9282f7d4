import { isAbsolute, relative } from 'node:path';
import type { Invocation } from './command.ts';

/** The invocation for one of several homes: each is read below the root that holds it, a bag below its own. */
export function forHome(invocation: Invocation, home: string): Invocation {
  const { root: _last, ...options } = invocation.options;
  const root = rootOf(home, invocation.options);
  return { ...invocation, options: { ...options, home, ...(root !== undefined && { root }) } };
}

/** The innermost of the roots that hold the home; of a single home, the root that goes with it wherever it lies. */
function rootOf(home: string, { homes, roots }: Invocation['options']): string | undefined {
  if (homes.length === 1) return roots.at(-1);
  const holding = roots.filter((root) => {
    const inside = relative(root, home);
    return !inside.startsWith('..') && !isAbsolute(inside);
  });
  return holding.sort((a, b) => b.length - a.length)[0];
}
