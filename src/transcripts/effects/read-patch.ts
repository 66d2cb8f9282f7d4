import type { Replacement } from '../file-edit.ts';

/** One file that a patch changes. */
export interface PatchedFile {
  readonly action: 'write' | 'delete';
  /** As the patch writes it. */
  readonly path: string;
  /** Of a file that the patch adds. */
  readonly content?: string;
  /** Of a file that it updates where it is. */
  readonly changes?: readonly Replacement[];
}

const header = /^\*\*\* (Add File|Update File|Delete File|Move to): (.+)$/;

/**
 * The files that a patch changes, in its order; a file that it moves is deleted where it was. Never throws.
 * https://github.com/openai/codex/blob/main/codex-rs/apply-patch/apply_patch_tool_instructions.md
 */
export function readPatch(patch: string): PatchedFile[] {
  const files: PatchedFile[] = [];
  let body: string[] = [];
  const close = (): void => {
    const last = files.pop();
    if (last) files.push({ ...last, ...bodyOf(last, body) });
    body = [];
  };
  for (const line of patch.split(/\r?\n/)) {
    const [, verb, name = ''] = header.exec(line) ?? [];
    const path = name.trim();
    if (verb === undefined || path === '') {
      body.push(line);
      continue;
    }
    if (verb === 'Move to') {
      const moved = files.pop();
      if (moved) files.push({ ...moved, action: 'delete' });
    } else close();
    files.push({
      action: verb === 'Delete File' ? 'delete' : 'write',
      path,
      ...(verb === 'Add File' && { content: '' }),
    });
  }
  close();
  return files;
}

/** What follows the name of a file: all of it, or the places that change. */
function bodyOf({ action, content }: PatchedFile, body: readonly string[]): Partial<PatchedFile> {
  if (content !== undefined) {
    const added = body.filter((line) => line.startsWith('+'));
    return { content: added.map((line) => `${line.slice(1)}\n`).join('') };
  }
  const changes = action === 'write' ? changesIn(body) : [];
  return changes.length === 0 ? {} : { changes };
}

/** `@@ where` begins each; what it says of the place is a line above, and no part of the change. */
function changesIn(body: readonly string[]): Replacement[] {
  const changes: string[][] = [];
  for (const line of body) {
    if (line.startsWith('*** End Patch')) break;
    if (line.startsWith('@@') || changes.length === 0) changes.push([]);
    if (/^[-+ ]/.test(line)) changes.at(-1)?.push(line);
  }
  return changes.flatMap((lines) => {
    const without = (sign: string) =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
    const [from, to] = [without('+').join('\n'), without('-').join('\n')];
    return from === to ? [] : [{ from, to, isLines: true }];
  });
}

const handed = /(?:^|[\n;&|]|\s)apply_?patch\b[^\n]{0,200}?\n?[^\n]{0,200}?(\*\*\* Begin Patch)/;

/** A command line that hands a patch to `apply_patch`: as a here-document or as its argument. */
export function patchInCommand(command: string): string | undefined {
  const found = handed.exec(command);
  return found ? command.slice(command.indexOf('*** Begin Patch', found.index)) : undefined;
}
