import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { claudeProjects } from '../../../evidence/configuration/claude-state.ts';
import { userHomes } from '../../../evidence/configuration/configuration-folders.ts';
import { configurationReader } from '../../../evidence/configuration/configuration-reader.ts';
import type { ReportGap } from '../../../evidence/gap.ts';
import { type Home, hostPath, isAtHand, referencePath } from '../../../evidence/home.ts';
import { readHead } from '../../../evidence/read-head.ts';
import type { TranscriptFile } from './transcript-file.ts';

/** Where captures are looked for. */
export interface CaptureSearch {
  readonly home: Home;
  /** The home is the one that this machine runs with. */
  readonly isLive: boolean;
  /** Tell where sessions worked. */
  readonly transcripts: readonly TranscriptFile[];
  readonly reportGap: ReportGap;
}

/** Names that people and jobs give to what `claude -p` prints. */
const wanted = /\.(?:jsonl|ndjson|json)$/;
const entriesAtMost = 5000;
const foldersAtMost = 500;
const candidatesAtMost = 20_000;
const headBytes = 4096;

/**
 * Every session that is printed begins with a record of the type `system` that has the session's id.
 * https://code.claude.com/docs/en/headless#stream-responses
 */
const beginning = /^\s{0,20}\[?\s{0,20}\{\s{0,20}"type"\s{0,4}:\s{0,4}"system"\s{0,4},/;

/**
 * What sessions printed and somebody kept: `stream-json` of `claude -p` and `claude-execution-output.json` of the
 * GitHub Action. Looked for at the top of homes and of folders in which sessions worked, and in the temporary folder of
 * a runner; absolute, in the order of their paths.
 */
export function findCaptures(search: CaptureSearch): string[] {
  const folders = [...new Set(foldersOf(search))].sort().slice(0, foldersAtMost);
  const candidates = folders.flatMap((folder) =>
    entriesOf(folder, search)
      .filter((entry) => entry.isFile() && wanted.test(entry.name))
      .map(({ name }) => join(folder, name)),
  );
  if (candidates.length > candidatesAtMost) {
    const reason = `captures were looked for in ${candidatesAtMost} of ${candidates.length} files`;
    search.reportGap({ kind: 'truncated', reason });
  }
  return candidates.slice(0, candidatesAtMost).filter(isCapture);
}

function foldersOf({ home, isLive, transcripts }: CaptureSearch): string[] {
  const reader = configurationReader({ home, isLive, reportGap: () => undefined });
  const worked = [...claudeProjects(reader).map(({ folder }) => folder), ...firstFolders(transcripts)];
  const recorded = [...new Set([...worked, ...worked.flatMap(temporaryOf)])];
  const atHand = recorded.filter((folder) => isAtHand(home, folder));
  return [...userHomes(home), ...atHand.map((folder) => hostPath(home, folder))];
}

/** One folder of each project: where its first transcript began. */
function firstFolders(transcripts: readonly TranscriptFile[]): string[] {
  const first = new Map(transcripts.map(({ path, project }) => [project, path] as const).reverse());
  return [...first.values()].flatMap((path) => {
    const written = /"cwd":("(?:[^"\\]|\\.){1,1000}")/.exec(readHead(path, 16 * headBytes))?.[1];
    return written === undefined ? [] : parsed(written);
  });
}

function parsed(written: string): string[] {
  try {
    return [String(JSON.parse(written))];
  } catch {
    // No string that JSON knows; the transcript is reported when it is read.
    return [];
  }
}

/** `RUNNER_TEMP` of the job that worked in a folder. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function temporaryOf(folder: string): string[] {
  const work = /^(.{0,400}[\\/]_?work)[\\/][^\\/]+[\\/]/.exec(folder)?.[1];
  return work === undefined ? [] : [`${work}/_temp`];
}

function isCapture(path: string): boolean {
  const head = readHead(path, headBytes);
  return beginning.test(head) && head.includes('"session_id"');
}

function entriesOf(folder: string, { home, reportGap }: CaptureSearch): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (entries.length <= entriesAtMost) return entries;
    const reason = `has ${entries.length} entries; captures were looked for among ${entriesAtMost} of them`;
    reportGap({ kind: 'truncated', reason, evidence: { path: referencePath(home, folder) } });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, entriesAtMost);
  } catch {
    // A folder that is gone holds nothing; what cannot be read of a project is reported with its configuration.
    return [];
  }
}
