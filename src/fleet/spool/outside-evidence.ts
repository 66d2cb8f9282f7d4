import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { TriageError } from '../../errors.ts';

/**
 * Refuses a path that lies in the evidence, in which a run writes nothing. Folders are compared as the file system
 * knows them: links, mounts and letter case lead to the same one by other names. What transcripts name does not count:
 * with `"cwd":"/"` whoever writes one could forbid every spool.
 * @param path to be written; need not exist
 * @param evidence folders that the run reads
 * @throws {TriageError} where it lies in one of them, or in a repository: sessions may have worked there
 */
export function requireOutsideEvidence(path: string, evidence: readonly string[]): void {
  const folders = ancestors(realPath(path)).filter((folder) => existsSync(folder));
  const inside = evidence.find((read) => folders.some((folder) => isSame(folder, read)));
  if (inside !== undefined) {
    throw new TriageError(
      `${path} lies in the evidence (${inside}), which is never written to`,
      'give a folder of its own: /var/spool/yolo-triage',
    );
  }
  const repository = folders.find((folder) => existsSync(join(folder, '.git')));
  if (repository !== undefined) {
    throw new TriageError(
      `${path} lies in a repository (${repository}), which may be evidence`,
      'give a folder of its own: /var/spool/yolo-triage',
    );
  }
}

/** Of what exists of the path, with the rest behind it. */
function realPath(path: string): string {
  const absolute = resolve(path);
  const existing = ancestors(absolute).find((folder) => existsSync(folder));
  return existing === undefined ? absolute : join(realpathSync(existing), relative(existing, absolute));
}

function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}
