import { basename, join, resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import { furtherAgentFolders } from '../../evidence/configuration/agent-folders.ts';
import type { ProjectFolder } from '../../evidence/configuration/project-folders.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { liesIn } from '../../evidence/lies-in.ts';
import type { Invocation } from '../../invocation/invocation.ts';

/** @throws {TriageError} for a bag: one of copies would say that they are the originals */
export function requireNoBag({ home }: Evidence): void {
  if (home.bag === undefined) return;
  throw new TriageError(`is a bag already: ${home.bag}`, 'copy the folder, and verify the copy');
}

/**
 * Named for the home and the day, so that the same command goes on where an interrupted one stopped.
 * @throws {TriageError} where it lies in the evidence
 */
export function bagFolder(
  evidence: Evidence,
  projects: readonly ProjectFolder[],
  invocation: Invocation,
): string {
  const { operands, cwd, now } = invocation;
  const name = basename(evidence.home.recordedPath).replace(/[^\w.-]/g, '_') || 'home';
  const folder = resolve(cwd, operands[0] ?? `evidence-${name}-${now.toISOString().slice(0, 10)}`);
  const { directory, root } = evidence.home;
  const protectedFolders = [
    ...(evidence.isLive ? [join(directory, '.claude')] : [directory, ...(root === undefined ? [] : [root])]),
    ...furtherAgentFolders(evidence),
    ...projects.map(({ path }) => path),
  ];
  const inside = protectedFolders.find((path) => liesIn(folder, path));
  if (inside !== undefined) {
    throw new TriageError(
      `will not write into the evidence: ${folder} lies in ${inside}`,
      'name another folder',
    );
  }
  return folder;
}
