import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ownAgentFolder } from './configuration/agent-folders.ts';
import type { ReportGap } from './gap.ts';
import { type Home, recordedPathOf, referencePath } from './home.ts';

/** A copy that the agent made of a file before it edited it. https://code.claude.com/docs/en/checkpointing */
interface FileBackup {
  readonly sessionId: string;
  /** 1 is the content before the session's first edit. */
  readonly version: number;
  /** Where the copy lies, as the evidence writes it. */
  readonly path: string;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/** Finds the copies of a file, by session and version. */
export interface FileHistory {
  /** @param path of the file that was copied; absolute, in the evidence's own form */
  of(path: string): readonly FileBackup[];
}

const nameForm = /^([0-9a-f]{16})@v(\d{1,6})$/;

/** Copies are named for the SHA-256 of the path that they were made of, so a path is needed to find one. */
export function readFileHistory(home: Home, reportGap: ReportGap): FileHistory {
  const root = join(ownAgentFolder(home), 'file-history');
  const byHash = new Map<string, FileBackup[]>();
  for (const session of folderEntries(root)) {
    if (!session.isDirectory()) continue;
    for (const entry of folderEntries(join(root, session.name))) {
      const [, hash = '', version = ''] = nameForm.exec(entry.name) ?? [];
      if (hash === '' || !entry.isFile()) continue;
      const path = join(root, session.name, entry.name);
      const backup = {
        sessionId: session.name,
        version: Number(version),
        path: recordedPathOf(home, path),
        modifiedAt: new Date(statSync(path).mtimeMs).toISOString(),
      };
      byHash.set(hash, [...(byHash.get(hash) ?? []), backup]);
    }
  }
  return {
    of: (path) =>
      (byHash.get(createHash('sha256').update(path).digest('hex').slice(0, 16)) ?? []).toSorted(
        (a, b) => a.version - b.version,
      ),
  };

  function folderEntries(folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        reportGap({
          kind: 'unreadable',
          reason: 'copies of edited files could not be read',
          evidence: { path: referencePath(home, folder) },
        });
      }
      return [];
    }
  }
}
