import type { ReplayReport } from '../../permissions/replay/replay-report.ts';
import { visibleJson } from '../sanitize.ts';

/** The suggested rules as a settings file. */
export function suggestedSettings({ suggestion }: ReplayReport): string {
  const rules = (list: 'allow' | 'deny') => (suggestion?.[list] ?? []).map(({ rule }) => rule);
  const settings = { permissions: { allow: rules('allow'), deny: rules('deny') } };
  return `${visibleJson(JSON.stringify(settings, null, 2))}\n`;
}
