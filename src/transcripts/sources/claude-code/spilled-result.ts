import { basename, dirname, join } from 'node:path';
import { isFile } from '../../../evidence/acquire.ts';
import { readHead } from '../../../evidence/read-head.ts';

/** `<persisted-output>` (2.0.60 and later) names the file that holds a result too large for the transcript. */
const pointer = /^<persisted-output>\n[^\n]{0,200}Full output saved to: ([^\n]{1,4096})/;

/** The file of a spilled result as its session's own folder has it; absent for a result that is in place. */
export function spilledResultFile(transcript: string, text: string): string | undefined {
  const recorded = pointer.exec(text)?.[1];
  if (recorded === undefined) return undefined;
  // The recorded folder may lie elsewhere on this machine; the name is enough, and cannot climb.
  return join(sessionFolder(transcript), 'tool-results', basename(recorded.replaceAll('\\', '/').trim()));
}

/** @returns the beginning of the result; absent where the file is not there */
export function readSpilledResult(file: string, sizeBytes: number): string | undefined {
  return isFile(file) ? readHead(file, sizeBytes) : undefined;
}

/** `<session>.jsonl` has its folder beside it; `<session>/subagents/agent-<id>.jsonl` lies in it. */
function sessionFolder(transcript: string): string {
  const folder = dirname(transcript);
  return basename(folder) === 'subagents'
    ? dirname(folder)
    : transcript.replace(/\.jsonl(?:\.gz|\.zst)?$/, '');
}
