import type { EvidenceReference } from '../artifact.ts';
import { locateFiles } from '../configuration/locate-files.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { referencePath } from '../home.ts';
import { type BackupTool, backupTools } from './backup-tools.ts';

/** A backup tool with settings on the machine. */
export interface ConfiguredBackup extends Omit<BackupTool, 'places'> {
  /** Of the first of its settings that is there. */
  readonly evidence: EvidenceReference;
}

/** Tools whose settings stand where they keep them: in the home, and on the machine where its image is at hand. */
export function configuredBackups(evidence: Evidence): readonly ConfiguredBackup[] {
  return backupTools.flatMap(({ places, ...tool }) => {
    for (const place of places) {
      const [found] = locateFiles(place, { evidence, projects: [] });
      if (found) return [{ ...tool, evidence: { path: referencePath(evidence.home, found.path) } }];
    }
    return [];
  });
}
