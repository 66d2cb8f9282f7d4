import { document } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { shellsCompleted } from '../completion/shells-completed.ts';

export const shell: readonly AnyCommandEntry[] = [
  entry({
    name: 'completion',
    summary: 'a script by which a shell completes commands, options and their values',
    examples: ['bash', 'zsh', 'fish'],
    operands: '<shell>',
    operandValues: shellsCompleted,
    options: [],
    load: async (all) => (await import('../completion/completion.ts')).completionOf(all),
    formats: { script: document(async () => (await import('../completion/completion.ts')).scriptOf) },
  }),
];
