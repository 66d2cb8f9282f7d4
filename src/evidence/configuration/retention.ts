import { join } from 'node:path';
import type { EvidenceReference } from '../artifact.ts';
import { hostPath, isAtHand } from '../home.ts';
import { member } from './config-value.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import { managedFiles, type SettingsScope } from './settings-files.ts';

/** How long transcripts are kept, and which settings say so. */
export interface Retention {
  readonly days: number;
  readonly scope: SettingsScope | 'default';
  /** Absent for the default. */
  readonly evidence?: EvidenceReference;
}

/** https://code.claude.com/docs/en/settings#available-settings, `cleanupPeriodDays` */
const retentionByDefault: Retention = { days: 30, scope: 'default' };

/** Where settings may stand that were in force for a session. */
export interface RetentionPlaces {
  /** The agent's folders, absolute on this machine. */
  readonly configurations: readonly string[];
  /** Folders in which sessions were started, as the evidence writes them. */
  readonly folders: readonly string[];
}

/**
 * The shortest time that was in force for any session: each sweeps all transcripts when it starts. Settings of the
 * machine go before those of a project, and those before the user's.
 */
export function retentionOf(
  reader: ConfigurationReader,
  { configurations, folders }: RetentionPlaces,
): Retention {
  const machine = managedFiles(reader).flatMap((file) => read(reader, 'managed', file));
  const users = configurations.map((folder) => read(reader, 'user', join(folder, 'settings.json')));
  const projects = folders.map((folder) => ofProject(reader, folder));
  const inForce = [[], ...projects].flatMap((project) =>
    (users.length === 0 ? [[]] : users).map(
      (user) => [...machine.slice(-1), ...project, ...user, retentionByDefault][0] ?? retentionByDefault,
    ),
  );
  return inForce.reduce((shortest, one) => (one.days < shortest.days ? one : shortest));
}

function ofProject(reader: ConfigurationReader, folder: string): Retention[] {
  if (!isAtHand(reader.evidence.home, folder)) return [];
  const settings = join(hostPath(reader.evidence.home, folder), '.claude');
  return [
    ...read(reader, 'local', join(settings, 'settings.local.json')),
    ...read(reader, 'project', join(settings, 'settings.json')),
  ];
}

function read(reader: ConfigurationReader, scope: SettingsScope, file: string): Retention[] {
  const found = reader.read(file, 'json');
  const value = member(found?.root, 'cleanupPeriodDays');
  if (!found || value?.kind !== 'scalar' || typeof value.value !== 'number' || value.value < 0) return [];
  const { path } = found;
  return [
    { days: value.value, scope, evidence: { path, ...(value.line !== undefined && { line: value.line }) } },
  ];
}
