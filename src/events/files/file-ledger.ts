import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect, Trait, Zone } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { AnalysedCall } from '../../transcripts/effects/call-analyser.ts';
import type { FileChange, FileEdit } from '../../transcripts/file-edit.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CallMark, markOf } from './call-mark.ts';
import { type ContentDigest, digestOf } from './content-digest.ts';
import { overwritingOf } from './overwriting.ts';
import { PrintedDiffs } from './printed-diffs.ts';
import { isUnheardRemoval, refusedRemovals } from './refused-removals.ts';
import { ShownFiles } from './shown-files.ts';

/** What recorded calls did to one file. */
export interface FileRecord {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  readonly zone: Zone;
  /** By editing tools, oldest first. */
  readonly edits: readonly CallMark[];
  /** Before the first of them; `null`: there was no such file; absent: the transcripts do not hold it. */
  readonly before?: ContentDigest | null;
  /** After the last of them. */
  readonly after?: ContentDigest;
  /** Of all edits, oldest first; absent where one of them has none, and where `before` needs none. */
  readonly patches?: readonly (readonly FileChange[])[];
  /** Commands that removed it, oldest first. */
  readonly deletions: readonly Deletion[];
  /** First command that wrote over it, where the session had neither made nor edited it before. */
  readonly overwritten?: Overwrite;
  /** Whether a call had to do with the file before the first deletion, so that it was there. */
  readonly seenBefore: boolean;
}

/** One command that removed a path. */
export interface Deletion extends CallMark {
  readonly program: string;
  /** It asked nothing: neither whether there was anything to remove, nor, of git, whether it had changes. */
  readonly forced: boolean;
  /** The session itself had made what it removed. */
  readonly ownCreation: boolean;
  /** Tools make it again by themselves. */
  readonly regenerable: boolean;
  /** It takes a folder with all that is in it. */
  readonly isTree: boolean;
  /** Git took what it tracks, and nothing else. */
  readonly isTracked: boolean;
  /** The result names it: it was there, and it went. */
  readonly printed: boolean;
}

/** One command that wrote over what a path may have held. */
interface Overwrite extends CallMark {
  readonly program: string;
  /** It works on a file that is there; others may have made the file. */
  readonly wasThere: boolean;
  /** The file that it moved there. */
  readonly movedFrom?: string;
}

interface OpenRecord {
  readonly zone: Zone;
  readonly edits: CallMark[];
  readonly deletions: Deletion[];
  overwritten?: Overwrite;
  before?: ContentDigest | null;
  /** The text, where there is room for it: of all that edits leave only the last counts, and is hashed in the end. */
  after?: string | ContentDigest;
  patches?: (readonly FileChange[])[];
  seenBefore: boolean;
}

interface AboutRemoval {
  /** It may have removed nothing, and nobody would have been told. */
  readonly isUnheard: boolean;
  /** The session had made what it removed. */
  readonly isCreated: boolean;
}

const recordsAtMost = 50_000;
const contentLimitBytes = 4 * 1024 * 1024;
const contentsLimitBytes = 96 * 1024 * 1024;

/** Collects what recorded calls did to files, and as many of their contents as may be needed to restore them. */
export class FileLedger {
  readonly #records = new Map<string, OpenRecord>();
  readonly #contents = new Map<string, string>();
  /** When calls first wrote files, however they did; ISO 8601 UTC. */
  readonly #written = new Map<string, string>();
  /** What results showed of files. */
  readonly shown = new ShownFiles();
  /** What results showed of changes of files. */
  readonly diffs = new PrintedDiffs();
  #contentBytes = 0;
  #cut = false;
  /** What {@link records} has told; another call makes it anew. */
  #told: readonly FileRecord[] | undefined;

  take({ call, paths, edits, analysis, removed }: AnalysedCall): void {
    this.#told = undefined;
    for (const edit of edits)
      this.#edit(edit, call, call.effects.find(({ target }) => target === edit.path)?.zone ?? 'outside');
    if (call.outcome === 'denied' || call.outcome === 'not-run') return;
    // What the call itself made came after it was removed, or the effect says that it is the session's own.
    const isCreated = (target: string) =>
      paths.created?.has(target) === true && analysis.created?.has(target) !== true;
    this.diffs.take(call, analysis);
    const refused = refusedRemovals(call, analysis);
    const remove = (effect: Effect): void => {
      if (!isRemoval(effect, analysis) || refused.has(effect.target)) return;
      const isUnheard = isUnheardRemoval(effect, call, analysis);
      this.#delete(effect, call, { isUnheard, isCreated: isCreated(effect.target) });
    };
    for (const effect of call.effects) {
      if (!/^(?:\/|[a-z]:)/i.test(effect.target)) continue;
      if (effect.action === 'read') this.#read(effect.target, call, analysis);
      if (effect.action === 'write') this.#write(effect, call, analysis);
      if (effect.action === 'delete') remove(effect);
    }
    for (const effect of removed) remove(effect);
  }

  records(): readonly FileRecord[] {
    this.#told ??= [...this.#records].map(([path, { after, ...record }]) => ({
      path,
      ...record,
      ...(after !== undefined && { after: this.#digestOf(after) }),
    }));
    return this.#told;
  }

  /** Content that a digest of {@link records} stands for, where it was kept. */
  content(blobId: string): string | undefined {
    return this.#contents.get(blobId);
  }

  /** Whether a call had written the file by this time, ISO 8601 UTC. */
  wroteBefore(path: string, at: string): boolean {
    const first = this.#written.get(path);
    return first !== undefined && first <= at;
  }

  /** By which call the file, or a folder that held it, was removed by this time, ISO 8601 UTC. */
  removedBefore(path: string, at: string): Deletion | undefined {
    for (let place = path; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
      const found = this.#records
        .get(place)
        ?.deletions.findLast((one) => (one.isTree || place === path) && one.at !== undefined && one.at <= at);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether files or contents had to be left out. */
  get cut(): boolean {
    return this.#cut;
  }

  #edit({ path, before, after, patch }: FileEdit, call: ToolCall, zone: Zone): void {
    const record = this.#open(path, zone);
    if (!record) return;
    if (record.edits.length === 0) {
      if (before === undefined) record.patches = [];
      else record.before = before === null ? null : this.#keep(before);
    }
    record.edits.push(markOf(call));
    if (patch) record.patches?.push(patch);
    else delete record.patches;
    this.#leave(record, after);
    if (record.deletions.length === 0) record.seenBefore = true;
  }

  #read(target: string, call: ToolCall, analysis: CommandAnalysis): void {
    this.shown.take(target, call, analysis);
    const known = this.#records.get(target);
    if (known && known.deletions.length === 0) known.seenBefore = true;
  }

  #write(effect: Effect, call: ToolCall, analysis: CommandAnalysis): void {
    const { target, zone, program } = effect;
    const at = call.startedAt ?? call.endedAt;
    if (
      program !== 'git' &&
      !this.#written.has(target) &&
      at !== undefined &&
      this.#written.size < recordsAtMost
    )
      this.#written.set(target, at);
    const way = call.toolKind === 'shell' ? overwritingOf(effect, analysis) : undefined;
    if (way === undefined || (way === 'in-place' && call.outcome === 'failed')) return;
    const record = this.#open(target, zone);
    const isOwn = record?.deletions.at(-1)?.ownCreation === true;
    if (!record || record.overwritten || record.edits.length > 0 || isOwn) return;
    const movedFrom = sourceOf(effect, analysis);
    record.overwritten = {
      ...markOf(call),
      program,
      wasThere: way === 'in-place',
      ...(movedFrom !== undefined && { movedFrom }),
    };
  }

  #delete({ target, zone, program, traits }: Effect, call: ToolCall, about: AboutRemoval): void {
    const has = (trait: Trait): boolean => traits?.includes(trait) === true;
    const record = this.#open(target, zone);
    if (!record) return;
    if (has('printed') && record.deletions.length === 0) record.seenBefore = true;
    record.deletions.push({
      ...markOf(call),
      program,
      forced: has('forced') || about.isUnheard || (program === 'git' && has('irreversible')),
      ownCreation: about.isCreated || has('own-creation'),
      regenerable: has('regenerable'),
      isTree: has('recursive'),
      isTracked: program === 'git' && !has('printed'),
      printed: has('printed'),
    });
  }

  #open(path: string, zone: Zone): OpenRecord | undefined {
    const known = this.#records.get(path);
    if (known) return known;
    if (this.#records.size >= recordsAtMost) {
      this.#cut = true;
      return undefined;
    }
    const record: OpenRecord = { zone, edits: [], deletions: [], seenBefore: false };
    this.#records.set(path, record);
    return record;
  }

  #keep(content: string): ContentDigest {
    const digest = digestOf(content);
    if (!this.#contents.has(digest.blobId) && this.#takesRoom(digest.sizeBytes))
      this.#contents.set(digest.blobId, content);
    return digest;
  }

  #leave(record: OpenRecord, after: string | undefined): void {
    if (typeof record.after === 'string') this.#contentBytes -= Buffer.byteLength(record.after);
    if (after === undefined) delete record.after;
    else record.after = this.#takesRoom(Buffer.byteLength(after)) ? after : digestOf(after);
  }

  #digestOf(after: string | ContentDigest): ContentDigest {
    if (typeof after !== 'string') return after;
    const digest = digestOf(after);
    this.#contents.set(digest.blobId, after);
    return digest;
  }

  /** @returns whether there is room for a content of this size, which is taken then */
  #takesRoom(sizeBytes: number): boolean {
    const isRoom = sizeBytes <= contentLimitBytes && this.#contentBytes + sizeBytes <= contentsLimitBytes;
    if (isRoom) this.#contentBytes += sizeBytes;
    else this.#cut = true;
    return isRoom;
  }
}

/** What git writes over is told from its index; what it removes by name, or names in its result, is gone. */
function isRemoval(effect: Effect, { commands }: CommandAnalysis): boolean {
  const { certainty, zone, program, target, traits = [] } = effect;
  if (certainty !== 'certain' || zone === 'temporary' || traits.includes('moved')) return false;
  if (program !== 'git' || traits.includes('printed')) return true;
  return commands.some(
    (command) =>
      gitInvocationOf(command)?.subcommand === 'rm' && command.effects.some((one) => one.target === target),
  );
}

/** The one file that `mv` put at the place that it wrote. */
function sourceOf({ target, program }: Effect, { commands }: CommandAnalysis): string | undefined {
  if (program !== 'mv') return undefined;
  const sources = commands.flatMap(({ program: own, argv, cwd, remote }) => {
    const [from, to, ...more] = argv.slice(1).filter((word) => !word.startsWith('-'));
    const isPair = own === 'mv' && remote === undefined && to !== undefined && more.length === 0;
    return isPair && from !== undefined && resolvePath(to, cwd) === target ? [resolvePath(from, cwd)] : [];
  });
  return sources[0];
}
