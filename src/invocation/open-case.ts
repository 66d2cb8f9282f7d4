import type { CaseFile } from '../evidence/case-file/case-file.ts';
import { requireCaseFileOutside } from '../evidence/case-file/outside-evidence.ts';
import { readCaseFile } from '../evidence/case-file/read-case-file.ts';
import { parseHost } from './parse-host.ts';

/** A case file with the path that the user gave. */
export interface OpenedCase extends CaseFile {
  readonly path: string;
}

/**
 * The answers of the analyst.
 * @param evidence what the run reads
 * @throws {TriageError} where the file lies in it, cannot be read, or holds what no case file has
 */
export function openCase(path: string, evidence: readonly string[]): OpenedCase {
  requireCaseFileOutside(path, evidence);
  const { hosts, ...read } = readCaseFile(path);
  const named = hosts && {
    sanctioned: (hosts.sanctioned ?? []).map(parseHost),
    own: (hosts.own ?? []).map(parseHost),
  };
  return { path, ...read, ...(named && { hosts: named }) };
}
