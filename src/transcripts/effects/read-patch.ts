/** One file that a patch changes. */
export interface PatchedFile {
  readonly action: 'write' | 'delete';
  /** As the patch writes it. */
  readonly path: string;
  /** Of a file that the patch adds. */
  readonly content?: string;
}

const header = /^\*\*\* (Add File|Update File|Delete File|Move to): (.+)$/;

/**
 * The files that a patch changes, in its order; a file that it moves is deleted where it was. Never throws.
 * https://github.com/openai/codex/blob/main/codex-rs/apply-patch/apply_patch_tool_instructions.md
 */
export function readPatch(patch: string): PatchedFile[] {
  const files: PatchedFile[] = [];
  let added: string[] | undefined;
  const close = (): void => {
    const last = files.at(-1);
    if (added && last)
      files[files.length - 1] = { ...last, content: added.map((line) => `${line}\n`).join('') };
    added = undefined;
  };
  for (const line of patch.split(/\r?\n/)) {
    const [, verb, name = ''] = header.exec(line) ?? [];
    const path = name.trim();
    if (verb === undefined || path === '') {
      if (added && line.startsWith('+')) added.push(line.slice(1));
      continue;
    }
    close();
    const last = files.at(-1);
    if (verb === 'Move to' && last) files[files.length - 1] = { ...last, action: 'delete' };
    files.push({ action: verb === 'Delete File' ? 'delete' : 'write', path });
    if (verb === 'Add File') added = [];
  }
  close();
  return files;
}

const handed = /(?:^|[\n;&|]|\s)apply_?patch\b[^\n]{0,200}?\n?[^\n]{0,200}?(\*\*\* Begin Patch)/;

/** A command line that hands a patch to `apply_patch`: as a here-document or as its argument. */
export function patchInCommand(command: string): string | undefined {
  const found = handed.exec(command);
  return found ? command.slice(command.indexOf('*** Begin Patch', found.index)) : undefined;
}
