import type { ReplayReport } from '../../permissions/replay/replay-report.ts';

/** The suggested rules as a settings file. */
export function suggestedSettings({ suggestion }: ReplayReport): string {
  const rules = (list: 'allow' | 'deny') => (suggestion?.[list] ?? []).map(({ rule }) => rule);
  return `${JSON.stringify({ permissions: { allow: rules('allow'), deny: rules('deny') } }, null, 2)}\n`;
}
