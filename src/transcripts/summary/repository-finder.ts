import { repositoryOf } from '../../evidence/configuration/project-folders.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { DigestedSession } from '../launch/with-launch.ts';

/** Adds to a session the repositories in which it worked; each folder is looked up once. */
export function repositoryFinder(evidence: Evidence): (session: DigestedSession) => DigestedSession {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    if (!known.has(folder)) known.set(folder, repositoryOf(folder, evidence));
    return known.get(folder);
  };
  return ({ merged, summary }) => {
    const found = summary.cwds.flatMap((folder) => find(folder) ?? []);
    return { merged, summary: { ...summary, repositories: [...new Set(found)] } };
  };
}
