import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { hunksOf } from '../../effects/unified-diff.ts';
import type { FileEdit } from '../../file-edit.ts';

/**
 * What `patch_apply_end` says of each file, by its absolute path: `{type: add, content}`, `{type: delete, content}`,
 * `{type: update, unified_diff, move_path}`. A patch that adds a file is written for one that is not there.
 * https://github.com/openai/codex/blob/main/codex-rs/protocol/src/protocol.rs (`FileChange`)
 */
export function changedFiles(changes: unknown): FileEdit[] {
  return Object.entries(objectOf(changes) ?? {}).map(([path, change]) => edit(path, objectOf(change) ?? {}));
}

function edit(path: string, change: JsonObject): FileEdit {
  const { type, content, unified_diff: diff } = change;
  if (type === 'add' && typeof content === 'string') return { path, before: null, after: content };
  if (type === 'delete') return { path, ...(typeof content === 'string' && { before: content }) };
  const moved = textOf(change['move_path']);
  // The differences are those to the file that was there before it moved.
  if (moved !== undefined && moved !== path) return { path: moved };
  const patch = typeof diff === 'string' ? hunksOf(diff) : [];
  return { path, ...(patch.length > 0 && { patch }) };
}
