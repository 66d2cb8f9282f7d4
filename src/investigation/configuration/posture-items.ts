import { type PostureItem, tracedItem } from '../../events/posture-item.ts';
import type { ProjectFolder } from '../../evidence/configuration/project-folders.ts';
import { type ConfiguredItem, readSurfaces } from '../../evidence/posture/read-surfaces.ts';
import type { TracedConfiguration } from './traced-configuration.ts';

/** Everything that acts later or weakens a guard, those that a session wrote first. */
export function postureItems(
  traced: TracedConfiguration,
  projects: readonly ProjectFolder[],
): readonly PostureItem[] {
  return readSurfaces(traced.reader, projects)
    .map((item) => withOrigin(item, traced))
    .sort(comparePosture);
}

function withOrigin(item: ConfiguredItem, { ledger, cloneOf }: TracedConfiguration): PostureItem {
  const [writtenBy] = ledger.originsOf(tracedItem(item));
  const cameWith = writtenBy ? undefined : cloneOf(item.file);
  return { ...item, ...(writtenBy && { writtenBy }), ...(cameWith && { cameWith }), findings: [] };
}

function comparePosture(a: PostureItem, b: PostureItem): number {
  const written = Number(b.writtenBy !== undefined) - Number(a.writtenBy !== undefined);
  return (
    written ||
    order(a.kind, b.kind) ||
    order(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    order(a.name, b.name)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
