import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { hunksOf } from '../../effects/unified-diff.ts';
import type { FileEdit } from '../../file-edit.ts';

/**
 * What `create` and `edit` changed: `detailedContent` has the difference, as of 1.0.64. `create` refuses to write over
 * a file.
 */
export function editsOf(input: JsonObject, data: JsonObject): FileEdit[] {
  const path = textOf(input['path']);
  if (path === undefined || data['success'] !== true) return [];
  const made = input['file_text'];
  if (typeof made === 'string') return [{ path, before: null, after: made }];
  if (typeof input['old_str'] !== 'string') return [];
  const patch = hunksOf(textOf(objectOf(data['result'])?.['detailedContent']) ?? '');
  return patch.length > 0 ? [{ path, patch }] : [];
}
