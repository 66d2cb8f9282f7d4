import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportGap } from '../gap.ts';
import { readBoundedFile, reasonOf } from './read-bounded-file.ts';
import { parseReflogLine, type ReflogEntry } from './reflog-entry.ts';

/** A folder with reflogs, and what its refs are called by the whole repository. */
export interface ReflogFolder {
  readonly directory: string;
  /** `''` for the main repository, `worktrees/<name>/` for a linked worktree. */
  readonly prefix: string;
}

export interface ReflogReading {
  /** The path as evidence references write it. */
  readonly reference: (path: string) => string;
  readonly reportGap: ReportGap;
}

const fileLimitBytes = 64 * 1024 * 1024;
const foldersAtMost = 50_000;

/** Every entry of every reflog, file by file, oldest first in each; parsed from the files, which asks nothing of git. */
export function readReflogs(folders: readonly ReflogFolder[], reading: ReflogReading): ReflogEntry[] {
  return folders.flatMap(({ directory, prefix }) =>
    logFiles(directory, reading).flatMap((name) =>
      readReflog(join(directory, name), `${prefix}${name}`, reading),
    ),
  );
}

function readReflog(path: string, ref: string, { reference, reportGap }: ReflogReading): ReflogEntry[] {
  const evidence = { path: reference(path) };
  const read = readBoundedFile(path, fileLimitBytes);
  if (read.state === 'absent') return [];
  if (read.state === 'refused') {
    reportGap({ kind: 'unreadable', reason: `the reflog could not be read: ${read.reason}`, evidence });
    return [];
  }
  if (read.cut)
    reportGap({ kind: 'truncated', reason: 'only the newest part of the reflog was read', evidence });
  const lines = read.bytes.toString('utf8').split('\n');
  if (read.cut) lines.shift();
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((text, index) => {
    const entry = parseReflogLine(text);
    // Where the file was cut, the number of a line is not known.
    const at = read.cut ? evidence : { ...evidence, line: index + 1 };
    if (entry) return [{ ref, ...entry, evidence: at }];
    const torn = index === lines.length - 1;
    reportGap({
      kind: torn ? 'truncated' : 'malformed',
      reason: torn
        ? 'the last line of the reflog is torn'
        : 'a line of the reflog is not one that git writes',
      evidence: at,
    });
    return [];
  });
}

function logFiles(directory: string, { reference, reportGap }: ReflogReading): string[] {
  const found: string[] = [];
  const waiting = [''];
  for (let read = 0; waiting.length > 0 && read < foldersAtMost; read += 1) {
    const folder = waiting.pop() ?? '';
    for (const entry of entriesOf(join(directory, folder))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(name);
      else found.push(name);
    }
  }
  if (waiting.length > 0) {
    reportGap({
      kind: 'truncated',
      reason: 'there are too many folders of reflogs; the rest was not read',
      evidence: { path: reference(directory) },
    });
  }
  return found.sort();

  function entriesOf(path: string): Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== 'ENOENT') {
        reportGap({
          kind: 'unreadable',
          reason: `a folder of reflogs could not be read: ${reason}`,
          evidence: { path: reference(path) },
        });
      }
      return [];
    }
  }
}
