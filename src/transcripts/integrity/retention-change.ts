import type { Gap } from '../../evidence/gap.ts';
import { isJsonObject, listOf, textOf } from '../../json-object.ts';
import type { ToolCall } from '../tool-call.ts';

/** https://code.claude.com/docs/en/settings#available-settings */
const daysByDefault = 30;

const setting = /cleanupPeriodDays\W{1,20}?(\d{1,6})\b/g;
const settingsFile = /(?:^|[\\/])(?:managed-)?settings(?:\.local)?\.json$|managed-settings\.d[\\/]/;
const configCommand = /\bclaude\s+config\s+(?:set|add|remove)\b[^\n;|&]{0,200}cleanupPeriodDays/;

/** A call that made the time shorter for which transcripts are kept; needs the call's input and its effects. */
export function retentionChangeOf({ input, effects, argument, evidence }: ToolCall): Gap[] {
  const { before, after } = textsOf(input, argument);
  if (!/cleanupPeriodDays/.test(before + after)) return [];
  const writes = effects.some(({ action, target }) => action === 'write' && settingsFile.test(target));
  if (!writes && !configCommand.test(after)) return [];
  const [from] = daysIn(before);
  const to = daysIn(after).at(-1) ?? daysByDefault;
  if (to >= (from ?? daysByDefault)) return [];
  const beside = from === undefined ? `the default is ${daysByDefault}` : `it was ${from}`;
  const reason = `a call set cleanupPeriodDays to ${to} (${beside}): older transcripts are deleted at the next start`;
  return [{ kind: 'tampering', reason, evidence }];
}

/** What an edit takes out and what it puts in; a command line says only the latter. */
function textsOf(input: ToolCall['input'], argument: string): { before: string; after: string } {
  const edits = [input, ...listOf(input['edits'])].filter(isJsonObject);
  const joined = (...keys: readonly string[]): string =>
    edits.flatMap((edit) => keys.flatMap((key) => textOf(edit[key]) ?? [])).join('\n');
  return { before: joined('old_string'), after: joined('content', 'new_string', 'command') || argument };
}

function daysIn(text: string): number[] {
  return [...text.matchAll(setting)].map(([, days]) => Number(days));
}
