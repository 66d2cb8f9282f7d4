import type { Gap } from '../../evidence/gap.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import type { UnreadCommands } from '../../transcripts/coverage/coverage.ts';
import { tellingOf, unreadPrograms } from '../../transcripts/effects/told-by-words.ts';
import { OpenCommands } from '../../transcripts/integrity/open-commands.ts';

/** How far the words of the calls tell what they did. */
export interface Understanding {
  /** Commands that leave it open. */
  readonly gaps: readonly Gap[];
  readonly unread: UnreadCommands;
}

const mostNames = 20;

export function watchUnderstanding(): CallWatcher<Understanding> {
  const open = new OpenCommands();
  const unread = { calls: 0, promptsOff: 0 };
  const names = new Set<string>();
  return {
    call(analysed) {
      open.take(analysed);
      if (tellingOf(analysed) !== 'unread') return;
      unread.calls += 1;
      for (const name of unreadPrograms(analysed)) if (names.size < mostNames) names.add(name);
      if (analysed.call.permissionMode === 'bypassPermissions') unread.promptsOff += 1;
    },
    result: () => ({
      gaps: open.gaps(),
      unread: { ...unread, ...(names.size > 0 && { names: [...names] }) },
    }),
  };
}
