import { liesIn } from '../evidence/lies-in.ts';
import type { EvidenceOptions, Invocation } from './invocation.ts';
import type { OptionName } from './options.ts';

/** The invocation for one of several homes: each is read below the root that holds it, a bag below its own. */
export function forHome<Name extends OptionName>(
  invocation: Invocation<Name>,
  home: string,
): Invocation<Name> {
  return { ...invocation, options: { ...invocation.options, home, root: rootOf(home, invocation.options) } };
}

/** The innermost of the roots that hold the home; of a single home and root, that one wherever it lies. */
function rootOf(home: string, { homes, roots }: EvidenceOptions): string | undefined {
  const holding = roots.filter((root) => liesIn(home, root));
  const [innermost] = holding.sort((a, b) => b.length - a.length);
  return innermost ?? (homes.length === 1 && roots.length === 1 ? roots[0] : undefined);
}
