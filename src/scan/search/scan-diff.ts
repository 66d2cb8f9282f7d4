import { join } from 'node:path';
import { TriageError } from '../../errors.ts';
import type { Gap } from '../../evidence/gap.ts';
import { folderOfGit } from '../../evidence/git/find-git.ts';
import { readDiff } from '../../evidence/git/read-diff.ts';
import { openHome } from '../../evidence/home.ts';
import { readWorkingFile } from '../../evidence/read-working-file.ts';
import { explainRoutes } from '../explain-routes.ts';
import type { FlagOccurrence } from '../flag-occurrence.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import type { ScanDocument } from '../scan-document.ts';
import { type ChangedFile, type DiffSide, parseUnifiedDiff } from '../unified-diff.ts';
import { changedPlaces } from './compare-sides.ts';
import { PlaceCollection, type ScanOptions } from './place-collection.ts';

/** Where a change stands, and what is looked for in it. */
export interface GivenDiff {
  readonly options: ScanOptions & {
    readonly home: string;
    readonly root?: string | undefined;
    readonly git?: string | undefined;
  };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** What a change does, and what its base accepts. */
export interface ScannedChange {
  readonly document: ScanDocument;
  /** The file of accepted places as it stands on the base; undefined where it has none. */
  readonly ignoreFile: string | undefined;
}

const ignoreFileName = '.yolo-triageignore';

/**
 * What a change makes of the places that switch prompts off: a range of commits, or a unified diff on standard input.
 * @throws {TriageError} where what is given is no diff, or git does not know the range
 */
export async function scanDiff(range: string, given: GivenDiff): Promise<ScannedChange> {
  const gaps: Gap[] = [];
  if (range === '-') {
    const { files, isNone, isBroken } = parseUnifiedDiff(await textOf(given.stdin));
    if (isNone) throw new TriageError('standard input is no unified diff', 'give it the output of git diff');
    if (isBroken)
      gaps.push({ kind: 'malformed', reason: 'the diff is cut off, or is one of several parents' });
    const whole = files.map((file) => withWorkingFile(file, given.cwd));
    const ignoreFile = whole
      .find(({ before, after }) => [before.path, after.path].includes(ignoreFileName))
      ?.before.lines.join('\n');
    const document = await scanChange(whole, gaps, given.options);
    return { document, ignoreFile: ignoreFile ?? readWorkingFile(join(given.cwd, ignoreFileName)) };
  }
  const { options, cwd, env } = given;
  const { git: program, home } = options;
  const examined = [cwd, ...(options.root === undefined ? [] : [options.root])];
  const search = { searchPath: env['PATH'] ?? '', given: program, home, folders: examined };
  const reading = {
    home: openHome(cwd, { root: options.root }),
    reportGap: (gap: Gap) => {
      gaps.push(gap);
    },
  };
  const { patch, fileBefore, close } = await readDiff(
    { range, folder: cwd, searchPath: folderOfGit(search) },
    reading,
  );
  try {
    const document = await scanChange(parseUnifiedDiff(patch).files, gaps, options);
    return { document, ignoreFile: await fileBefore(ignoreFileName) };
  } finally {
    close();
  }
}

async function scanChange(
  files: readonly ChangedFile[],
  gaps: readonly Gap[],
  options: ScanOptions,
): Promise<ScanDocument> {
  const before = new PlaceCollection({ ...options, mentions: false });
  const after = new PlaceCollection(options);
  after.gaps.push(...gaps);
  for (const file of files) {
    if (file.after.path !== undefined) after.counts.files += 1;
    await scanSide(file.before, before);
    await scanSide(file.after, after);
  }
  const document = after.document();
  const isAdded = addedLines(files);
  const [mentions, places] = parted(document.occurrences, ({ kind }) => kind === 'mention');
  const stood = before.document().occurrences;
  const changed = changedPlaces(stood, places).map((place) => withoutOwnWord(place, isAdded));
  const occurrences = [...changed, ...mentions.filter(({ path, line }) => isAdded(path, line))].sort(byPlace);
  return {
    ...document,
    occurrences,
    routes: explainRoutes(occurrences.flatMap(({ route, also = [] }) => [route, ...also])),
  };
}

async function scanSide({ path, lines }: DiffSide, places: PlaceCollection): Promise<void> {
  const text = lines.join('\n');
  if (path === undefined || !(mayTakeRoute(text) || blanketRule.test(text))) return;
  await places.scan({ path, fullPath: `/${path}`, text, evidencePath: path });
}

const blanketRule = /"(?:Bash|\*)/;

/** The new side as it stands on disk, and the old one made from it, where every line agrees that the diff shows. */
function withWorkingFile(file: ChangedFile, cwd: string): ChangedFile {
  const { before, after } = file;
  const text = after.path === undefined ? undefined : readWorkingFile(join(cwd, after.path));
  if (text === undefined) return file;
  const lines = text.split('\n');
  const agrees = [...after.shown].every((line) => lines[line - 1] === after.lines[line - 1]);
  if (!agrees) return file;
  return {
    before: { ...before, lines: before.path === undefined ? [] : oldLines(lines, file) },
    after: { ...after, lines },
  };
}

/** Takes what was added out of the new side, and puts in what was removed, where it stood. */
function oldLines(lines: readonly string[], { before, after }: ChangedFile): string[] {
  const old: string[] = [];
  const kept = lines.filter((_, index) => !after.changed.has(index + 1));
  let next = 0;
  for (let line = 1; next < kept.length || before.changed.has(line); line += 1) {
    if (before.changed.has(line)) old.push(before.lines[line - 1] ?? '');
    else {
      old.push(kept[next] ?? '');
      next += 1;
    }
  }
  return old;
}

function addedLines(files: readonly ChangedFile[]): (path: string, line: number) => boolean {
  const byPath = new Map(files.map(({ after }) => [after.path, after.changed]));
  return (path, line) => byPath.get(path)?.has(line) ?? false;
}

/** A change cannot accept what it brings: its own comment counts once it stands on the base. */
function withoutOwnWord(
  place: FlagOccurrence,
  isAdded: (path: string, line: number) => boolean,
): FlagOccurrence {
  const { allowedBecause, allowedOn, ...rest } = place;
  if (allowedBecause === undefined || allowedOn === undefined || !isAdded(place.path, allowedOn))
    return place;
  const note = `the change itself accepts it (“${allowedBecause}”): that counts once it stands on the base`;
  return { ...rest, reasons: [...rest.reasons, note] };
}

function parted<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

function byPlace(a: FlagOccurrence, b: FlagOccurrence): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
