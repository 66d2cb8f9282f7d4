import { isJsonObject, textOf } from '../json-object.ts';
import { readHead } from './read-head.ts';

/** Most transcripts name the folder in one of their first records; some begin with a large prompt or picture. */
const headBytes = [8 * 1024, 64 * 1024, 1024 * 1024];

/**
 * The folder in which a transcript of Claude Code began, as its first record with one writes it. Undefined where no
 * whole record of its first megabyte has one.
 * @param path absolute, on this machine
 */
export function workingFolderOf(path: string): string | undefined {
  for (const bytes of headBytes) {
    const head = readHead(path, bytes);
    for (const line of head.split('\n')) {
      const folder = folderIn(line);
      if (folder !== undefined) return folder;
    }
    if (Buffer.byteLength(head) < bytes) return undefined;
  }
  return undefined;
}

/** A record is parsed, not searched: a blank or an escape changes nothing of what it says. */
function folderIn(line: string): string | undefined {
  if (!/^\s*\{/.test(line)) return undefined;
  try {
    const record: unknown = JSON.parse(line);
    return isJsonObject(record) ? textOf(record['cwd']) : undefined;
  } catch {
    // Cut off by the bound, or broken: whoever reads the whole transcript reports it.
    return undefined;
  }
}
