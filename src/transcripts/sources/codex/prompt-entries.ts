import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Rollout } from './rollout.ts';

/** What versions to 0.47 put in a human's place. */
const injected = /^<(?:environment_context|user_instructions)>/;

/** The human's words; a version that has them in two forms tells each once in both. */
export function promptEntries(
  text: string | undefined,
  { form, rollout }: { readonly form: 'event' | 'item'; readonly rollout: Rollout },
): readonly UnplacedEntry[] {
  if (text === undefined || text === '' || injected.test(text) || rollout.isCopied) return [];
  return rollout.isSaidAgain(text, form) ? [] : [{ kind: 'prompt', text }];
}
