import { join } from 'node:path';
import type { Gap } from '../../evidence/gap.ts';
import { readDiff } from '../../evidence/git/read-diff.ts';
import { openHome } from '../../evidence/home.ts';
import { readWorkingFile } from '../../evidence/read-working-file.ts';
import { wording } from '../needles.ts';
import { otherAgentWording } from '../other-agents.ts';
import type { ScanDocument } from '../scan-document.ts';
import { type AddedLines, parseUnifiedDiff } from '../unified-diff.ts';
import { PlaceCollection, type ScanOptions } from './place-collection.ts';

/** Gives the whole text of the new side of a file, where it can be had. */
type WholeText = (file: AddedLines) => Promise<string | undefined>;

/** Where a change stands, and what is looked for in it. */
export interface GivenDiff {
  readonly options: ScanOptions & { readonly root?: string | undefined };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** What a change adds: a range of commits, or a unified diff on standard input. */
export async function scanDiff(range: string, given: GivenDiff): Promise<ScanDocument> {
  const places = new PlaceCollection(given.options);
  if (range === '-') {
    const diff = await textOf(given.stdin);
    await scanChange(diff, places, async (file) =>
      matching(file, readWorkingFile(join(given.cwd, file.path))),
    );
    return places.document();
  }
  const { patch, fileAt, close } = await openRange(range, given, places);
  try {
    await scanChange(patch, places, (file) => fileAt(file.path));
  } finally {
    close();
  }
  return places.document();
}

function openRange(range: string, { cwd, options, env }: GivenDiff, places: PlaceCollection) {
  const reportGap = (gap: Gap) => places.gaps.push(gap);
  const reading = { home: openHome(cwd, { root: options.root }), reportGap };
  return readDiff({ range, folder: cwd, searchPath: env['PATH'] ?? '' }, reading);
}

async function scanChange(diff: string, places: PlaceCollection, whole: WholeText): Promise<void> {
  for (const file of parseUnifiedDiff(diff)) {
    places.counts.files += 1;
    if (![...file.added].some((line) => mayTake(file.lines[line - 1] ?? ''))) continue;
    const text = (await whole(file)) ?? file.lines.join('\n');
    const { path } = file;
    await places.scan({ path, fullPath: `/${path}`, text, evidencePath: path }, (line) =>
      file.added.has(line),
    );
  }
}

/** A file on disk is the new side only where every line agrees that the diff shows. */
function matching(file: AddedLines, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const agrees = [...file.shown].every((line) => lines[line - 1] === file.lines[line - 1]);
  return agrees ? text : undefined;
}

const others = new RegExp(otherAgentWording.source);

function mayTake(line: string): boolean {
  return wording.test(line) || others.test(line) || /"(?:Bash|\*)/.test(line);
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
