import type { Call } from './call.ts';
import type { Field } from './field.ts';
import { hostOf } from './hosts.ts';
import type { Stream } from './stream.ts';

/** `git+https://…`, `https://…/x.tgz`, `github:owner/name`: from outside any registry. */
export function isFromUrl(text: string): boolean {
  return /^(?:git\+|https?:|git:|ssh:|(?:github|gitlab|bitbucket|gist):)/.test(text);
}

/** Fetches a package from an address, and runs its program. */
export function runAddress(call: Call, { text, origins }: Field): Stream {
  if (hostOf(text)) call.network('download', text.replace(/^git\+/, ''));
  const all = [...new Set([...origins, 'from-network' as const])];
  call.emit('execute', text, { origins: all });
  return { origins: all };
}
