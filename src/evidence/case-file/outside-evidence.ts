import { realpathSync } from 'node:fs';
import { TriageError } from '../../errors.ts';
import { liesIn } from '../lies-in.ts';

/**
 * Refuses a case file that whoever made the evidence could have written. Paths are compared without their links.
 * @param evidence folders and files that the run reads
 * @throws {TriageError} where the file lies in one of them
 */
export function requireCaseFileOutside(path: string, evidence: readonly string[]): void {
  const inside = evidence.find((read) => liesIn(realPath(path), realPath(read)));
  if (inside === undefined) return;
  throw new TriageError(
    `${path} lies in the evidence (${inside}), where anybody could have written it`,
    'keep the case file elsewhere',
  );
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
