import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { Outcome } from '../../tool-call.ts';

/** Last words of what a shell call prints; 1.0.64 to 1.0.68. */
const ended = /<shellId: \S{1,40} completed with exit code (-?\d{1,10})>\s*$/;

/** Results are cut there. */
const longestText = 32_000;

/** What became of a call, by `tool.execution_complete`; the exit code of a command stands in its words alone. */
export function outcomeOf(data: JsonObject): Outcome {
  if (data['success'] === true) {
    const code = ended.exec(textOf(objectOf(data['result'])?.['content'])?.slice(-200) ?? '')?.[1];
    return code === undefined || code === '0' ? 'succeeded' : 'failed';
  }
  if (data['success'] !== false) return 'unknown';
  return /^Denied by |\bpermission\b.{0,40}\bdenied by\b/i.test(errorOf(data)) ? 'denied' : 'failed';
}

export function resultText(data: JsonObject): string {
  const content = textOf(objectOf(data['result'])?.['content']);
  return (content ?? errorOf(data)).slice(0, longestText);
}

function errorOf(data: JsonObject): string {
  return textOf(objectOf(data['error'])?.['message']) ?? '';
}
