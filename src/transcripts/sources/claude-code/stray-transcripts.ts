import { basename, join, relative, sep } from 'node:path';
import { statOf } from '../../../evidence/configuration/stat-of.ts';
import type { ReportGap } from '../../../evidence/gap.ts';
import { type Home, referencePath } from '../../../evidence/home.ts';
import { listFiles } from '../../../evidence/list-files.ts';
import { namesIn } from '../../../evidence/names-in.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { beginsLikeTranscript, headBytes } from './transcript-head.ts';

/** Beside `projects`, where transcripts are put aside: copies of it, backups, and the snapshots of shells. */
const besides = /^(?:projects.+|backups?|shell-snapshots)$/i;

/**
 * Files of the configuration folder that begin like a transcript, and are not read because of their name or their
 * place: each is a gap, since nothing else tells what it holds.
 * @param configuration absolute
 * @param known files that are read; absolute
 */
export function reportStrays(
  home: Home,
  configuration: string,
  { known, reportGap }: { readonly known: ReadonlySet<string>; readonly reportGap: ReportGap },
): void {
  for (const path of candidates(home, configuration)) {
    if (known.has(path) || isResult(relative(configuration, path))) continue;
    if (!beginsLikeTranscript(readHead(path, headBytes))) continue;
    const reason = 'begins like a transcript, and was not read: give it by its path';
    reportGap({ kind: 'unsupported', reason, evidence: { path: referencePath(home, path) } });
  }
}

function candidates(home: Home, configuration: string): readonly string[] {
  const names = namesIn(configuration);
  const own = names
    .map((name) => join(configuration, name))
    .filter((path) => statOf(path)?.isFile() === true);
  const folders = ['projects', ...names.filter((name) => besides.test(name))];
  const options = { isWanted: () => true, reportGap: () => undefined };
  return [
    ...own,
    ...folders.flatMap((name) => listFiles(home, join(configuration, name), options).map(({ path }) => path)),
  ];
}

/** What a tool printed may be a transcript that it read; only a file with the ending of one is no such result. */
function isResult(inside: string): boolean {
  return inside.split(sep).includes('tool-results') && !/\.jsonl/i.test(basename(inside));
}
