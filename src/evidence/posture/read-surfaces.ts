import type { EvidenceReference } from '../artifact.ts';
import type { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { locateFiles } from '../configuration/locate-files.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { recordedPathOf } from '../home.ts';
import { agentGuards } from './agent-guards.ts';
import { claudeFolder } from './claude-folder.ts';
import { claudeSettings } from './claude-settings.ts';
import { gitSurfaces } from './git-surfaces.ts';
import { projectSurfaces } from './project-surfaces.ts';
import { schedulerSurfaces } from './scheduler-surfaces.ts';
import { shellSurfaces } from './shell-surfaces.ts';
import type { Extracted, Surface } from './surface.ts';

/** Every surface that is known. */
export const surfaces: readonly Surface[] = [
  ...claudeSettings,
  ...claudeFolder,
  ...gitSurfaces,
  ...shellSurfaces,
  ...schedulerSurfaces,
  ...projectSurfaces,
  ...agentGuards,
];

/** One thing that acts later, or weakens what would stop it. */
export interface ConfiguredItem extends Extracted {
  readonly scope: string;
  /** Folder of the project that it belongs to, as the evidence writes it. */
  readonly project?: string;
  /** At what moment it acts. */
  readonly runs: string;
  readonly path: string;
  /** The same file, absolute, as the evidence writes it. */
  readonly file: string;
  /** Of the file; ISO 8601 UTC. */
  readonly modifiedAt: string;
  readonly evidence: EvidenceReference;
}

const itemsPerFile = 2000;

/** Reads every surface of a home and its projects. What cannot be read is a gap. */
export function readSurfaces(
  reader: ConfigurationReader,
  projects: readonly ProjectFolder[],
): readonly ConfiguredItem[] {
  const seen = new Set<string>();
  return surfaces.flatMap((surface) =>
    surface.places.flatMap((place) =>
      locateFiles(place, { evidence: reader.evidence, projects }).flatMap(({ path, project }) => {
        const key = `${surfaces.indexOf(surface)}\n${path}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return itemsOf(path, {
          surface,
          scope: place.scope,
          reader,
          ...(project !== undefined && { project }),
        });
      }),
    ),
  );
}

interface Context {
  readonly surface: Surface;
  readonly scope: string;
  readonly project?: string;
  readonly reader: ConfigurationReader;
}

function itemsOf(file: string, { surface, scope, project, reader }: Context): readonly ConfiguredItem[] {
  const read = reader.read(file, surface.format);
  if (!read) return [];
  const { path, modifiedAt, text, root } = read;
  const recorded = recordedPathOf(reader.evidence.home, file);
  const name = recorded.split('/').at(-1) ?? '';
  const found = surface.extract({ text, name, recorded, ...(root && { root }) });
  if (found.length > itemsPerFile) {
    const reason = `holds ${found.length} entries; the first ${itemsPerFile} are listed`;
    reader.evidence.reportGap({ kind: 'truncated', reason, evidence: { path } });
  }
  const problem = found.find(({ unreadable }) => unreadable !== undefined)?.unreadable;
  if (problem !== undefined)
    reader.evidence.reportGap({ kind: 'unsupported', reason: problem, evidence: { path } });
  return found.slice(0, itemsPerFile).map(({ unreadable: _unreadable, ...item }) => ({
    ...item,
    scope,
    ...(project !== undefined && { project }),
    runs: surface.runs,
    path,
    file: recorded,
    modifiedAt,
    evidence: { path, ...(item.line !== undefined && { line: item.line }) },
  }));
}
