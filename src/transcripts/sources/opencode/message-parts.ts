import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { hunksOf } from '../../effects/unified-diff.ts';
import type { FileEdit } from '../../file-edit.ts';
import type { Outcome } from '../../tool-call.ts';

/** Words of an error where a call did not run: who was asked, or a rule, refused it. */
const refused = /\b(?:rejected permission|rule which prevents|permission denied by)\b/i;
const aborted = /^Tool execution aborted/;

/** @returns undefined as long as the call waits or runs */
export function outcomeOf(tool: string, state: JsonObject): Outcome | undefined {
  const { status } = state;
  if (status === 'error') return outcomeOfError(textOf(state['error']) ?? '');
  if (status !== 'completed') return undefined;
  if (tool !== 'bash') return 'succeeded';
  const exit = objectOf(state['metadata'])?.['exit'];
  // A command that was killed has no exit code.
  if (typeof exit !== 'number') return 'interrupted';
  return exit === 0 ? 'succeeded' : 'failed';
}

function outcomeOfError(text: string): Outcome {
  if (refused.test(text)) return 'denied';
  return aborted.test(text) ? 'interrupted' : 'failed';
}

/** `write` says whether there was such a file; `edit` shows the difference, later versions both contents. */
export function editsOf(tool: string, input: JsonObject, state: JsonObject): FileEdit[] {
  const path = textOf(input['filePath']);
  const metadata = objectOf(state['metadata']) ?? {};
  if (state['status'] !== 'completed' || path === undefined) return [];
  const content = input['content'];
  if (tool === 'write' && typeof content === 'string')
    return [{ path, ...(metadata['exists'] === false && { before: null }), after: content }];
  if (tool !== 'edit') return [];
  const { before, after } = objectOf(metadata['filediff']) ?? {};
  const patch = hunksOf(textOf(metadata['diff']) ?? '');
  if (typeof before !== 'string' && patch.length === 0) return [];
  return [
    {
      path,
      ...(typeof before === 'string' && { before }),
      ...(typeof after === 'string' && { after }),
      ...(patch.length > 0 && { patch }),
    },
  ];
}

/** Times are milliseconds since 1970. */
export function timeIn(times: unknown, name: string): { readonly at?: number } {
  const at = objectOf(times)?.[name];
  return typeof at === 'number' && Number.isFinite(at) ? { at } : {};
}
