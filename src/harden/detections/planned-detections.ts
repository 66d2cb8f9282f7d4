import { type PlannedFile, plannedFile } from '../planned-file.ts';
import type { RootFiles } from '../root-files.ts';
import { detectionFiles } from './detection-files.ts';

const hookPath = 'detections/git/pre-receive';

/** By the folder that a file stands in. */
const purposes: Readonly<Record<string, string>> = {
  crowdstrike: 'query for CrowdStrike',
  elastic: 'query for Elastic',
  git: 'hook of a git server',
  osquery: 'query pack of osquery',
  semgrep: 'rules for repositories',
  sentinel: 'query for Sentinel',
  sigma: 'Sigma rule',
  splunk: 'query for Splunk',
};

/**
 * Detection content as files below a root.
 * @throws {TriageError} where a link stands in the way
 */
export function plannedDetections(standing: RootFiles): readonly PlannedFile[] {
  return detectionFiles().map(({ path, text }) => {
    const purpose = purposes[path.slice(0, path.indexOf('/'))] ?? 'detection';
    return plannedFile(
      { path: `detections/${path}`, purpose, bytes: new TextEncoder().encode(text) },
      standing,
    );
  });
}

/** @throws {TriageError} where a link stands in the way */
export function writeDetections(files: readonly PlannedFile[], root: RootFiles): void {
  for (const { path, bytes } of files) root.write(path, bytes, path === hookPath ? 0o755 : 0o644);
}
