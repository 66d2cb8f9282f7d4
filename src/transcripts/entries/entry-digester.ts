import type { Gap } from '../../evidence/gap.ts';
import type { JsonObject } from '../../json-object.ts';
import { isMasked } from '../../secrets/is-masked.ts';
import { argumentOf } from '../dialects/argument.ts';
import type { BackgroundStep } from '../digest/background-steps.ts';
import type { GroupDigest, LinePlace } from '../digest/group-digest.ts';
import { createLoopFinder, type LoopFinder } from '../digest/loop-finder.ts';
import { mayRemoveRecords } from '../digest/removal-words.ts';
import { TurnTable } from '../digest/turn-table.ts';
import { UsageTable } from '../digest/usage-table.ts';
import type { Appearance } from '../join/appearance.ts';
import { CallJoiner } from '../join/call-joiner.ts';
import type { IdHash } from '../scanner/scanned-value.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { BlankCalls } from './blank-calls.ts';
import type { CallEntry, Entry, RecordedMode } from './entry.ts';
import { EntryNotes } from './entry-notes.ts';
import { UnclaimedEntries } from './unclaimed-entries.ts';

/** Where and when an entry stands. */
interface Frame {
  readonly place: LinePlace;
  /** Milliseconds, NaN for none. */
  readonly at: number;
}

/** What is followed along one file. */
interface FileState {
  readonly file: TranscriptFile;
  readonly loops: LoopFinder;
  /** Index of the session whose entries these are. */
  session: number;
  notes: EntryNotes;
  agentId: string | undefined;
  mode: RecordedMode;
  latestCall: IdHash | undefined;
}

type Claimed = Exclude<Entry, { readonly kind: 'unclaimed' }>;
type OfKind<K extends Claimed['kind']> = Extract<Claimed, { readonly kind: K }>;
type Takers = { readonly [K in Claimed['kind']]: (entry: OfKind<K>, frame: Frame, file: FileState) => void };

/** A store makes no file for a session that never began. */
const holdsNothing = 'holds no record: what it held is not known';
const noMode: RecordedMode = { mode: 'unknown', source: 'none' };

/** Joins the entries of a group of files: one row a call, with its best result. */
export class EntryDigester {
  readonly #calls = new CallJoiner();
  readonly #usage = new UsageTable(this.#calls.names);
  readonly #turns = new TurnTable();
  readonly #sessions: EntryNotes[] = [];
  readonly #unclaimed = new UnclaimedEntries();
  readonly #blank = new BlankCalls();
  readonly #background: BackgroundStep[] = [];
  readonly #empty: Gap[] = [];
  readonly #hash: (text: string) => IdHash;

  /** @param hash of an id, keyed, the same for all files of a run */
  constructor(hash: (text: string) => IdHash) {
    this.#hash = hash;
  }

  /** Reads the entries of one file. @param index of the file in the list of all files */
  take(file: TranscriptFile, index: number, entries: Iterable<Entry>): void {
    let state: FileState | undefined;
    let offset = 0;
    for (const entry of entries) {
      const place = { file: index, line: entry.place.line ?? 0, offset, length: 1 };
      if (entry.kind === 'unclaimed') {
        this.#unclaimed.take(entry);
      } else {
        state ??= this.#open(file, entry);
        this.#take(entry, { place, at: timeOf(entry) }, state);
      }
      offset += 1;
    }
    state?.notes.loops.push(...state.loops.finish());
    this.#unclaimed.close(file);
    if (offset === 0)
      this.#empty.push({ kind: 'truncated', reason: holdsNothing, evidence: { path: file.reference } });
    else if (!state) this.#session(file.sessionId, file);
  }

  /** What a file begins with may name another session than its place does. */
  #open(file: TranscriptFile, first: Entry): FileState {
    const named = first.kind === 'context' ? first.sessionId : undefined;
    const session = this.#session(named ?? file.sessionId, file);
    const loops = createLoopFinder();
    return { file, loops, ...session, agentId: file.agentId, mode: noMode, latestCall: undefined };
  }

  finish(): GroupDigest {
    return {
      sessions: this.#sessions.map((notes) => notes.finish()),
      names: this.#calls.names.names,
      calls: this.#calls.data(),
      turns: this.#turns.data(),
      usage: this.#usage.data(),
      orphans: this.#calls.orphans(),
      agentClaims: [],
      gaps: [
        ...this.#unclaimed.gaps,
        ...this.#blank.gaps((row) => this.#calls.outcomeOf(row)),
        ...this.#empty,
      ],
      unclaimed: this.#unclaimed.list(),
      places: new Uint32Array(),
      continuations: [],
      background: this.#background,
    };
  }

  #take<K extends Claimed['kind']>(entry: OfKind<K>, frame: Frame, file: FileState): void {
    this.#takers[entry.kind as K](entry, frame, file);
    file.notes.time(frame.at);
  }

  readonly #takers: Takers = {
    context: (entry, _frame, file) => {
      if (entry.sessionId !== undefined && entry.sessionId !== file.notes.sessionId)
        Object.assign(file, this.#session(entry.sessionId, file.file));
      file.agentId = entry.agentId ?? file.agentId;
      file.notes.context(entry);
    },
    mode: (entry, { at }, file) => {
      file.mode = entry;
      if (file.agentId === undefined && !Number.isNaN(at)) file.notes.mark({ ...entry, at });
    },
    prompt: ({ text }, frame, file) => this.#prompt(text, frame, file),
    call: (entry, frame, file) => {
      const { tool, input, cwd, agentId = file.agentId, mode = file.mode } = entry;
      const id = this.#idOf(keyOfCall(entry, frame.place), file);
      file.latestCall = id;
      file.notes.cwd(cwd);
      file.notes.agent(agentId);
      const appearance = appearanceOf(frame, { ...file, agentId });
      const content = this.#contentOf(input);
      const row = this.#calls.takeCall({ id, tool, ordinal: 0, appearance, content });
      const argument = argumentOf(input);
      if (row !== undefined) {
        this.#calls.setMode(row, mode);
        this.#blank.take(row, entry, { file: file.file, line: frame.place.line });
      }
      if (row !== undefined && mayRemoveRecords({ argument })) this.#calls.noteRecords(row);
      const at = Number.isNaN(frame.at) ? {} : { at: frame.at };
      file.loops.call({ tool, argument, ...at });
    },
    result: ({ callId, outcome, isError }, frame, file) => {
      const id = callId === undefined || isMasked(callId) ? file.latestCall : this.#idOf(callId, file);
      if (!id) return;
      const appearance = appearanceOf(frame, file);
      this.#calls.takeResult(id, { appearance, outcome, isError, contradicted: false });
      file.loops.outcome(outcome);
    },
    end: ({ callId, outcome }, _frame, file) => {
      const call = this.#idOf(callId, file);
      this.#calls.settle(call, outcome);
      // A session that carries another on may tell how that one's calls ended.
      this.#background.push({ call, sessionId: file.notes.sessionId, ended: outcome });
    },
    usage: ({ id, model, ...tokens }, _frame, file) => {
      file.notes.model(model);
      const counted = { model, usage: { ...tokens, cacheCreationHour: 0 }, isUnfinished: false };
      file.loops.spend(this.#usage.add(this.#idOf(id, file), counted, file.session));
    },
  };

  #prompt(text: string, { place, at }: Frame, { notes, session, agentId }: FileState): void {
    if (agentId !== undefined) return;
    notes.prompt(text);
    this.#turns.add({ place, session, at });
  }

  #session(sessionId: string, file: TranscriptFile): Pick<FileState, 'session' | 'notes'> {
    const known = this.#sessions.findIndex((notes) => notes.sessionId === sessionId);
    const notes = this.#sessions[known] ?? new EntryNotes(sessionId, file);
    return { notes, session: known === -1 ? this.#sessions.push(notes) - 1 : known };
  }

  /** Two calls of one id may do different things; an input that holds nothing yet says none. */
  #contentOf(input: JsonObject): number {
    return Object.keys(input).length === 0 ? 0 : this.#hash(JSON.stringify(input)).low;
  }

  /** Two agents may give one id. */
  #idOf(id: string, { file }: FileState): IdHash {
    return this.#hash(`${file.agent}:${id}`);
  }
}

/** An id that was masked is that of many: what such calls do tells them apart, and copies of one from each other. */
function keyOfCall({ id, tool, input }: CallEntry, place: LinePlace): string {
  if (id === undefined) return `${place.file}:${place.offset}`;
  return isMasked(id) ? `${id}:${tool}:${JSON.stringify(input)}` : id;
}

function timeOf(entry: Entry): number {
  return 'at' in entry && entry.at !== undefined ? entry.at : Number.NaN;
}

function appearanceOf(
  { place, at }: Frame,
  { session, agentId }: Pick<FileState, 'session' | 'agentId'>,
): Appearance {
  return { place, copy: 'record', at, session, agentId, sidechain: agentId !== undefined };
}
