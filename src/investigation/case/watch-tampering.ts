import type { Gap } from '../../evidence/gap.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import { tamperingOf } from '../../transcripts/integrity/tampering.ts';

/**
 * Which calls changed the records of sessions. The inventory looks at calls of any time whose words say so, this at
 * what only the result says.
 */
export function watchTampering(): CallWatcher<readonly Gap[]> {
  const gaps: Gap[] = [];
  return {
    call: (analysed) => void gaps.push(...tamperingOf(analysed)),
    result: () => gaps,
  };
}
