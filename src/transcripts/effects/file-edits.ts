import { type JsonObject, objectOf } from '../../json-object.ts';
import { resolvePath } from '../../shell/paths.ts';
import { meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { subjectIn } from '../dialects/input-fields.ts';
import type { FileEdit, PatchHunk, Replacement } from '../file-edit.ts';
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

/** A patch names lines by what they hold, and not where they stand. */
function patchedFiles({ input }: ToolCall, { subject = '' }: ToolMeaning, cwd: string): FileEdit[] {
  return readPatch(text(input[subject]) ?? '')
    .filter(({ action }) => action === 'write')
    .map(({ path, content, changes }) => ({
      path: resolvePath(path, cwd),
      ...(content !== undefined && { before: null, after: content }),
      ...(changes && { patch: changes }),
    }));
}

function editedFile({ input, result }: ToolCall, meaning: ToolMeaning, cwd: string): FileEdit | undefined {
  const recorded = result?.fileChange ?? {};
  if (recorded['staged'] === true) return undefined;
  const path = text(recorded['filePath']) ?? subjectIn(input, 'write', meaning.subject ?? '');
  if (path === '') return undefined;
  const before = beforeOf(recorded);
  const after = afterOf(meaning, input, before);
  const patch = patchOf(recorded['structuredPatch']) ?? replacementsIn(input, meaning.replaces);
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
  let content: string | undefined = before;
  for (const edit of partsOf(input))
    content = content === undefined ? undefined : applied(content, edit, replaces);
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
  return isEverywhere(fields) ? content.replaceAll(from, () => to) : content.replace(from, () => to);
}

/** Several changes of one call stand in a list; one agent has a single one below the same name. */
function partsOf({ edits, edit, ...input }: JsonObject): readonly unknown[] {
  const inside = edits ?? edit ?? input;
  return Array.isArray(inside) ? inside : [inside];
}

/** Where the call says which text it puts in the place of which, once. */
function replacementsIn(
  input: JsonObject,
  replaces: ToolMeaning['replaces'],
): readonly Replacement[] | undefined {
  if (!replaces) return undefined;
  const [fromField, toField] = replaces;
  const parts = partsOf(input);
  const changes = parts.flatMap((part) => {
    const fields = objectOf(part) ?? {};
    const [from, to] = [text(fields[fromField]), text(fields[toField])];
    return from === undefined || from === '' || to === undefined || isEverywhere(fields)
      ? []
      : [{ from, to }];
  });
  return changes.length === parts.length ? changes : undefined;
}

function isEverywhere(fields: JsonObject): boolean {
  return ['replace_all', 'replaceAll', 'allow_multiple', 'AllowMultiple'].some(
    (name) => fields[name] === true,
  );
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
