import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { Outcome } from '../../tool-call.ts';

/** Last words of what a shell call prints; 1.0.64 to 1.0.68. */
const ended = /<shellId: \S{1,40} completed with exit code (-?\d{1,10})>\s*$/;

/** The code with which a command ended, by the last words of a result. */
export function exitIn(text: string): number | undefined {
  const code = ended.exec(text.slice(-200))?.[1];
  return code === undefined ? undefined : Number(code);
}

/** Results are cut there. */
const longestText = 32_000;

/** What became of a call, by `tool.execution_complete`; the exit code of a command stands in its words alone. */
export function outcomeOf(data: JsonObject): Outcome {
  if (data['success'] === true) {
    const code = exitIn(textOf(objectOf(data['result'])?.['content']) ?? '');
    return code === undefined || code === 0 ? 'succeeded' : 'failed';
  }
  if (data['success'] !== false) return 'unknown';
  return /^Denied by |\bpermission\b.{0,40}\bdenied by\b/i.test(errorOf(data)) ? 'denied' : 'failed';
}

export function resultText(data: JsonObject): string {
  const content = textOf(objectOf(data['result'])?.['content']);
  return shortened(content ?? errorOf(data));
}

/** What ends a result says how it went. */
function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 500)}\n${text.slice(-499)}`;
}

function errorOf(data: JsonObject): string {
  return textOf(objectOf(data['error'])?.['message']) ?? '';
}
