import type { ToolCall } from '../../transcripts/tool-call.ts';

/** A change that an editing tool made to one file, with what the transcript holds of its content. */
export interface FileEdit {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  /** `null`: there was no such file; absent: the transcript does not hold it. */
  readonly before?: string | null;
  /** Absent where it cannot be told. */
  readonly after?: string;
  /** Present where the transcript holds the difference. */
  readonly patch?: readonly PatchHunk[];
}

/** One hunk of a `structuredPatch`. https://github.com/kpdecker/jsdiff#structuredpatch */
export interface PatchHunk {
  /** Counted from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  /** Each begins with a blank, `+`, `-` or `\`. */
  readonly lines: readonly string[];
}

/** Undefined where the call changed no file: it failed, was refused, or was only staged for review. */
export function fileEditOf({ tool, toolKind, input, outcome, result }: ToolCall): FileEdit | undefined {
  if (toolKind !== 'write' || outcome !== 'succeeded') return undefined;
  const recorded = result?.fileChange ?? {};
  if (recorded['staged'] === true) return undefined;
  const path = text(recorded['filePath']) ?? text(input['file_path']) ?? text(input['notebook_path']);
  if (path === undefined) return undefined;
  const before = beforeOf(recorded);
  const after = afterOf(tool, input, before);
  const patch = patchOf(recorded['structuredPatch']);
  return {
    path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(patch && { patch }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function beforeOf(recorded: Fields): string | null | undefined {
  if (recorded['type'] === 'create') return null;
  return (
    text(recorded['originalFile']) ??
    text(recorded['originalFileContents']) ??
    text(recorded['original_file'])
  );
}

function afterOf(tool: string, input: Fields, before: string | null | undefined): string | undefined {
  if (tool === 'Write') return text(input['content']);
  if (typeof before !== 'string') return undefined;
  const edits = Array.isArray(input['edits']) ? input['edits'] : [input];
  let content: string | undefined = before;
  for (const edit of edits) content = content === undefined ? undefined : applied(content, edit);
  return content;
}

function applied(content: string, edit: unknown): string | undefined {
  if (typeof edit !== 'object' || edit === null) return undefined;
  const fields = edit as Fields;
  const [from, to] = [text(fields['old_string']), text(fields['new_string'])];
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
  const { oldStart, newStart, lines } = hunk as Fields;
  if (typeof oldStart !== 'number' || typeof newStart !== 'number' || !Array.isArray(lines)) return undefined;
  return { oldStart, newStart, lines: lines.filter((line) => typeof line === 'string') };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
