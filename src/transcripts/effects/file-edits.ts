import type { JsonObject } from '../../json-object.ts';
import { resolvePath } from '../../shell/paths.ts';
import { meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { FileEdit, PatchHunk } from '../file-edit.ts';
import type { ToolCall } from '../tool-call.ts';
import { readPatch } from './read-patch.ts';

/**
 * What an editing tool changed. None of a call that changed no file: it failed, was refused, or was only staged for
 * review.
 * @param cwd where the paths of the call begin
 */
export function fileEditsOf(call: ToolCall, cwd: string): readonly FileEdit[] {
  if (call.outcome !== 'succeeded') return [];
  if (call.result?.edits) return call.result.edits;
  const meaning = meaningOf(dialectOf(call.agent), call.tool);
  if (meaning.kind === 'patch') return patchedFiles(call, meaning, cwd);
  const edit = meaning.kind === 'write' ? editedFile(call, meaning, cwd) : undefined;
  return edit ? [edit] : [];
}

/** A patch names lines by what they hold, so that what stood around them is not known. */
function patchedFiles({ input }: ToolCall, { subject = '' }: ToolMeaning, cwd: string): FileEdit[] {
  return readPatch(text(input[subject]) ?? '')
    .filter(({ action }) => action === 'write')
    .map(({ path, content }) => ({
      path: resolvePath(path, cwd),
      ...(content !== undefined && { before: null, after: content }),
    }));
}

function editedFile({ input, result }: ToolCall, meaning: ToolMeaning, cwd: string): FileEdit | undefined {
  const recorded = result?.fileChange ?? {};
  if (recorded['staged'] === true) return undefined;
  const path = text(recorded['filePath']) ?? text(input[meaning.subject ?? '']);
  if (path === undefined) return undefined;
  const before = beforeOf(recorded);
  const after = afterOf(meaning, input, before);
  const patch = patchOf(recorded['structuredPatch']);
  return {
    path: resolvePath(path, cwd),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(patch && { patch }),
  };
}

function beforeOf(recorded: JsonObject): string | null | undefined {
  if (recorded['type'] === 'create') return null;
  return (
    text(recorded['originalFile']) ??
    text(recorded['originalFileContents']) ??
    text(recorded['original_file'])
  );
}

function afterOf(
  { content: field, replaces }: ToolMeaning,
  input: JsonObject,
  before: string | null | undefined,
): string | undefined {
  if (field !== undefined) return text(input[field]);
  if (typeof before !== 'string' || !replaces) return undefined;
  const edits = Array.isArray(input['edits']) ? input['edits'] : [input];
  let content: string | undefined = before;
  for (const edit of edits) content = content === undefined ? undefined : applied(content, edit, replaces);
  return content;
}

function applied(
  content: string,
  edit: unknown,
  [fromField, toField]: readonly [string, string],
): string | undefined {
  if (typeof edit !== 'object' || edit === null) return undefined;
  const fields = edit as JsonObject;
  const [from, to] = [text(fields[fromField]), text(fields[toField])];
  if (from === undefined || to === undefined || (from !== '' && !content.includes(from))) return undefined;
  return fields['replace_all'] === true
    ? content.replaceAll(from, () => to)
    : content.replace(from, () => to);
}

function patchOf(recorded: unknown): readonly PatchHunk[] | undefined {
  if (!Array.isArray(recorded)) return undefined;
  const hunks = recorded.flatMap((hunk: unknown) => hunkOf(hunk) ?? []);
  return hunks.length === recorded.length && hunks.length > 0 ? hunks : undefined;
}

function hunkOf(hunk: unknown): PatchHunk | undefined {
  if (typeof hunk !== 'object' || hunk === null) return undefined;
  const { oldStart, newStart, lines } = hunk as JsonObject;
  if (typeof oldStart !== 'number' || typeof newStart !== 'number' || !Array.isArray(lines)) return undefined;
  return { oldStart, newStart, lines: lines.filter((line) => typeof line === 'string') };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
