import type { FormatLedger } from './agent.ts';

/** Files of a task, as Cline and its forks keep them. */
export const taskFiles = ['ui_messages.json', 'api_conversation_history.json'] as const;

/** What their forms tell, and what not. */
export const taskLedger: FormatLedger = {
  reads:
    'for each call whether somebody was asked (`recordedMode`: `asked`, `auto-approved`), refusals, the working folder',
  leavesOut:
    'which setting let a call pass unasked; exit codes, which most versions do not keep; checkpoints (`checkpoints/`), the settings of the extension',
};
