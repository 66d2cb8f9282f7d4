import { isAbsolute, relative } from 'node:path';
import type { EvidenceOptions, Invocation } from './command.ts';
import type { OptionName } from './options.ts';

/** The invocation for one of several homes: each is read below the root that holds it, a bag below its own. */
export function forHome<Name extends OptionName>(
  invocation: Invocation<Name>,
  home: string,
): Invocation<Name> {
  return { ...invocation, options: { ...invocation.options, home, root: rootOf(home, invocation.options) } };
}

/** The innermost of the roots that hold the home; of a single home, the root that goes with it wherever it lies. */
function rootOf(home: string, { homes, roots }: EvidenceOptions): string | undefined {
  if (homes.length === 1) return roots.at(-1);
  const holding = roots.filter((root) => {
    const inside = relative(root, home);
    return !inside.startsWith('..') && !isAbsolute(inside);
  });
  return holding.sort((a, b) => b.length - a.length)[0];
}
