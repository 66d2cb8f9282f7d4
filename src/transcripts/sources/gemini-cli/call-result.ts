import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { resolvePath } from '../../../shell/paths.ts';
import type { FileEdit } from '../../file-edit.ts';
import type { Outcome } from '../../tool-call.ts';

const longestText = 200_000;

/** Stands before what a command printed, in the same line. */
const heading = /^(Output|Stdout|Stderr|Error): /gm;

/** Words of the program where a call is refused: by a policy, by a hook, by whoever was asked. */
const refused =
  /\b(?:denied by policy|User denied|did not allow|not allowed to run|rejected by (?:the )?user|blocked by hook|is not allowed for security reasons|could not be parsed safely)\b/i;

/** Stands behind what a command printed, where it was not 0. */
const exitCode = /^(?:Exit Code|Process Exit Code): (-?\d{1,10})$/gm;

/** A call with what it gave back. */
interface AnsweredCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly text: string;
}

/** By the status of a call; of one that waits or runs nothing is known yet. */
const outcomes: Readonly<Record<string, (call: AnsweredCall) => Outcome>> = {
  success({ tool, input, text }) {
    if (tool !== 'run_shell_command') return 'succeeded';
    if (input['is_background'] === true) return 'background';
    return Number([...text.matchAll(exitCode)].at(-1)?.[1] ?? 0) === 0 ? 'succeeded' : 'failed';
  },
  error: ({ text }) => (isRefusal(text) ? 'denied' : 'failed'),
  cancelled: ({ text }) => (isRefusal(text) ? 'denied' : 'interrupted'),
};

/** @returns undefined as long as the call has no end */
export function outcomeOf(tool: string, input: JsonObject, record: JsonObject): Outcome | undefined {
  const status = textOf(record['status']) ?? '';
  const outcome = Object.hasOwn(outcomes, status) ? outcomes[status] : undefined;
  return outcome?.({ tool, input, text: resultText(record) });
}

function isRefusal(text: string): boolean {
  return refused.test(text.slice(0, 500));
}

/** The answer to the model: `{functionResponse: {response: {output}}}`, and parts beside it. */
export function resultText({ result, resultDisplay }: JsonObject): string {
  const parts = Array.isArray(result) ? result : result === undefined || result === null ? [] : [result];
  const texts = parts.flatMap((part) => {
    if (typeof part === 'string') return [part];
    const response = objectOf(objectOf(objectOf(part)?.['functionResponse'])?.['response']);
    return (
      textOf(response?.['output']) ?? textOf(response?.['error']) ?? textOf(objectOf(part)?.['text']) ?? []
    );
  });
  const text = texts.length > 0 ? texts.join('\n') : (textOf(resultDisplay) ?? '');
  return text.slice(0, longestText).replace(heading, '$1\n');
}

/** What an edit changed, as the program shows it: `{fileDiff, fileName, originalContent, newContent}`. */
export function editsOf(input: JsonObject, record: JsonObject, cwd: string | undefined): FileEdit[] {
  const shown = objectOf(record['resultDisplay']);
  const path = textOf(input['file_path']);
  if (!shown || path === undefined || record['status'] !== 'success') return [];
  const { originalContent: before, newContent: after } = shown;
  if (!('originalContent' in shown) && typeof after !== 'string') return [];
  const isNew = shown['isNewFile'] === true || before === null;
  return [
    {
      path: resolvePath(path, cwd ?? '/'),
      ...(isNew ? { before: null } : typeof before === 'string' && { before }),
      ...(typeof after === 'string' && { after }),
    },
  ];
}
