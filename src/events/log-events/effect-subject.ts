import type { Effect } from '../../shell/effect.ts';
import { hostOf } from '../../shell/hosts.ts';

/**
 * What an effect is about, in the words of a finding.
 * @param all effects of the call, in their order
 * @param remote the machine that a program was run on from here
 */
export function effectSubject(effect: Effect, all: readonly Effect[], remote: string | undefined): string {
  return fetchedFrom(effect, all) ?? namedWithHost(effect, remote);
}

/** What runs unseen is told by where it came from: of `curl … | sh` and `iex (iwr …)` the program says nothing. */
function fetchedFrom(effect: Effect, all: readonly Effect[]): string | undefined {
  const { action, target, traits } = effect;
  if (action !== 'execute' || !traits?.includes('from-network') || /[/\\.:]/.test(target)) return undefined;
  return all.slice(0, all.indexOf(effect)).findLast(isFetch)?.target;
}

function isFetch({ action, target }: Effect): boolean {
  return (action === 'connect' || action === 'download') && hostOf(target) !== undefined;
}

/** A path on another machine says nothing without its name: `web1:/etc/hosts`, as scp writes it. */
function namedWithHost({ target, traits }: Effect, remote: string | undefined): string {
  return remote !== undefined && traits?.includes('remote') && target.startsWith('/')
    ? `${remote}:${target}`
    : target;
}
