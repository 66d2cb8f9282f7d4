import { document } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { json } from './shared-formats.ts';

export const recover: readonly AnyCommandEntry[] = [
  entry({
    name: 'rollback',
    summary: 'the safest way back, as a plan that saves first; never executes',
    examples: ['--repo ~/src/ledger', '--since 24h --format sh --output plan.sh', '--recover /tmp/recovered'],
    operands: '[repositories...]',
    options: ['repo', 'map', 'git', 'since', 'until', 'deep', 'recover'],
    homes: 'one',
    load: async () => (await import('../../commands/rollback.ts')).run,
    formats: {
      markdown: document(async () => (await import('../../report/rollback/markdown.ts')).rollbackMarkdown),
      json,
      sh: document(async () => (await import('../../report/rollback/script.ts')).rollbackScript),
    },
  }),
];
