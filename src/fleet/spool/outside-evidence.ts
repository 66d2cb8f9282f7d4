import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { TriageError } from '../../errors.ts';

/**
 * Refuses a path that lies in the evidence, in which a run writes nothing; links are followed first.
 * @param path to be written; need not exist
 * @param evidence folders that the run reads
 * @throws {TriageError} where it lies in one of them, or in a repository: sessions may have worked there
 */
export function requireOutsideEvidence(path: string, evidence: readonly string[]): void {
  const real = realPath(path);
  const inside = evidence.map(realPath).find((folder) => liesIn(real, folder));
  if (inside !== undefined) {
    throw new TriageError(
      `${path} lies in the evidence (${inside}), which is never written to`,
      'give a folder of its own: /var/spool/yolo-triage',
    );
  }
  const repository = ancestors(real).find((folder) => existsSync(join(folder, '.git')));
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

function liesIn(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside === '' || (!inside.startsWith('..') && !isAbsolute(inside));
}
