import { isAbsolute, join } from 'node:path';
import type { Artifact } from '../../evidence/artifact.ts';
import { fileDigest } from '../../evidence/file-digest.ts';
import { type Home, hostPath } from '../../evidence/home.ts';

/**
 * The artifacts with their SHA-256, so that whoever has the files can show that they are the ones that were read.
 * @param known digests that another reading has taken, by the artifact's path
 */
export function hashArtifacts(
  home: Home,
  artifacts: readonly Artifact[],
  known: ReadonlyMap<string, string>,
): readonly Artifact[] {
  return artifacts.map((artifact) => {
    const path = isAbsolute(artifact.path)
      ? hostPath(home, artifact.path)
      : join(home.directory, artifact.path);
    const sha256 = artifact.sha256 ?? known.get(artifact.path) ?? fileDigest(path);
    return sha256 === undefined ? artifact : { ...artifact, sha256 };
  });
}
