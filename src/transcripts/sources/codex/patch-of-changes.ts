import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';

/**
 * The patch that makes the changes of an item, in the form in which the agent asks for one: an item has no other words
 * of it. https://github.com/openai/codex/blob/main/codex-rs/apply-patch/apply_patch_tool_instructions.md
 */
export function patchOf(changes: unknown): string {
  const files = Object.entries(objectOf(changes) ?? {});
  const parts = files.flatMap(([path, change]) => linesOf(path, objectOf(change) ?? {}));
  return ['*** Begin Patch', ...parts, '*** End Patch'].join('\n');
}

function linesOf(path: string, change: JsonObject): readonly string[] {
  const { type, content, unified_diff: diff } = change;
  if (type === 'delete') return [`*** Delete File: ${path}`];
  if (type === 'add') return [`*** Add File: ${path}`, ...withSign(textOf(content) ?? '')];
  const moved = textOf(change['move_path']);
  const to = moved === undefined || moved === path ? [] : [`*** Move to: ${moved}`];
  return [`*** Update File: ${path}`, ...to, ...hunks(textOf(diff) ?? '')];
}

function withSign(content: string): readonly string[] {
  return content === ''
    ? []
    : content
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `+${line}`);
}

/** Without the heads of a difference, whose lines begin with `---` and `+++` before the first hunk. */
function hunks(diff: string): readonly string[] {
  const start = diff.indexOf('@@');
  return start === -1
    ? []
    : diff
        .slice(start)
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.replace(/^@@.*$/, '@@'));
}
