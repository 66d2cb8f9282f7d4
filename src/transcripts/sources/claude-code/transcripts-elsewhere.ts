import { basename, join } from 'node:path';
import { whereLinksLead } from '../../../evidence/configuration/follow-links.ts';
import { entriesOf } from '../../../evidence/configuration/linked-folders.ts';
import { statOf } from '../../../evidence/configuration/stat-of.ts';
import { userHomes } from '../../../evidence/configuration/user-homes.ts';
import { referencePath } from '../../../evidence/home.ts';
import { readHead } from '../../../evidence/read-head.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import type { SearchedHome } from '../source.ts';
import { beginsLikeTranscript, headBytes } from './transcript-head.ts';

/** Folders that guides and other programs name for the agent's, in which it keeps nothing by itself. */
const likeItsOwn = [
  '.config/claude-code',
  '.local/share/claude',
  '.local/share/claude-code',
  '.cache/claude',
];
/**
 * Where files go that somebody takes away or fetches.
 * https://specifications.freedesktop.org/trash-spec/latest/
 */
const aside = ['.local/share/Trash/files', '.Trash', 'Downloads'];

const places: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...likeItsOwn.map((folder) => [`${folder}/projects`, [`${folder}/projects/*/*.jsonl*`]] as const),
  ...aside.map((folder) => {
    const inside = ['*.jsonl*', '*/*.jsonl*', '*/projects/*/*.jsonl*', 'projects*/*/*.jsonl*'];
    return [folder, inside.map((pattern) => `${folder}/${pattern}`)] as const;
  }),
]);

const filesAtMost = 200;

/**
 * A gap for each of these places that holds what begins like a transcript: it is not known whether it was once read.
 * A file of the name and size of one that is read is a copy.
 */
export function reportElsewhere(
  { home, reportGap }: Pick<SearchedHome, 'home' | 'reportGap'>,
  known: readonly TranscriptFile[],
): void {
  const copies = new Set(known.map(({ path }) => likenessOf(path)));
  for (const directory of userHomes(home)) {
    for (const [place, patterns] of Object.entries(places)) {
      // What lies behind a link may be anybody's.
      if (whereLinksLead(join(directory, place), home) === undefined) continue;
      const found = [...new Set(entriesOf(directory, patterns))]
        .slice(0, filesAtMost)
        .flatMap((path) => whereLinksLead(path, home) ?? [])
        .filter((path) => !copies.has(likenessOf(path)) && beginsLikeTranscript(readHead(path, headBytes)));
      if (found.length === 0) continue;
      const what = found.length === 1 ? 'a file that begins' : `${found.length} files that begin`;
      const reason = `holds ${what} like a transcript, not read: sessions takes files by their path`;
      reportGap({
        kind: 'unsupported',
        reason,
        evidence: { path: referencePath(home, join(directory, place)) },
      });
    }
  }
}

function likenessOf(path: string): string {
  return `${basename(path)} ${statOf(path)?.size ?? 0}`;
}
