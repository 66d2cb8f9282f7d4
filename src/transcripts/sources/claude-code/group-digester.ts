import { listOf, objectOf, textOf } from '../../../json-object.ts';
import { argumentIn } from '../../dialects/argument.ts';
import { outcomeOf } from '../../dialects/claude-code/outcome.ts';
import type { AgentClaim } from '../../digest/agent-claim.ts';
import type { BackgroundStep } from '../../digest/background-steps.ts';
import type { GroupDigest, LinePlace } from '../../digest/group-digest.ts';
import { createLoopFinder, type LoopFinder } from '../../digest/loop-finder.ts';
import { ModeHistory } from '../../digest/mode-history.ts';
import { mayRemoveRecords } from '../../digest/removal-words.ts';
import { TurnTable } from '../../digest/turn-table.ts';
import { UsageTable } from '../../digest/usage-table.ts';
import type { Appearance } from '../../join/appearance.ts';
import { CallJoiner } from '../../join/call-joiner.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import { claimOf } from './agent-claim.ts';
import {
  backgroundTaskOf,
  endsIn,
  notifiedEndsOf,
  startedTaskOf,
  type TaskEnd,
  taskEndOf,
} from './background.ts';
import { CallCheck } from './call-check.ts';
import { ChainCheck } from './chain-check.ts';
import { ContentCheck } from './content-check.ts';
import { createFlatReader, type FlatReader } from './flat.ts';
import { FormCheck } from './form-check.ts';
import { carriesResult, humanPromptOf } from './human-prompt.ts';
import {
  contentText,
  eachMessage,
  eachToolBlock,
  eachWiredCall,
  type Message,
  placedId,
  unknownTool,
} from './message.ts';
import type { BlockView } from './message-view.ts';
import { type ModeChange, modeChangeBy, modeChangeOf } from './mode-change.ts';
import { createModeTracker, type ModeMark, type ModeTracker, unknownMode } from './mode-tracker.ts';
import type { RawRecord } from './raw-record.ts';
import { RecordPlaces } from './record-places.ts';
import type { RecordView } from './record-view.ts';
import { type FilePlace, SessionNotes } from './session-notes.ts';
import { provesStart } from './started-call.ts';

/** What is followed along one file. */
interface FileState {
  readonly place: FilePlace;
  readonly modes: ModeTracker;
  readonly loops: LoopFinder;
  readonly flat: FlatReader;
  /** The latest line in the flat form. */
  flatLine: number;
  /** Of the line that was lost last, only parts are there: what stands in them is not held against anything. */
  lostLine: number | undefined;
  /** Counts the calls of the line that is being read. */
  line: number;
  nextOrdinal: number;
  /** Of the latest record that names one. */
  sessionId?: string;
}

/**
 * Reads the records of a group of files, each file in its order, and joins them: one row a call whatever number of
 * times the files repeat it, with its best result. The main transcript comes first, because subagents inherit from it.
 */
export class GroupDigester {
  readonly #calls = new CallJoiner();
  readonly #usage = new UsageTable(this.#calls.names);
  readonly #turns = new TurnTable();
  readonly #history = new ModeHistory();
  /** As copies of the main conversation tell it, which are made when it is compacted. */
  readonly #copiedHistory = new ModeHistory();
  readonly #places = new RecordPlaces();
  readonly #background: BackgroundStep[] = [];
  readonly #agentClaims: AgentClaim[] = [];
  readonly #chain = new ChainCheck();
  readonly #forms = new FormCheck();
  readonly #contents = new ContentCheck();
  readonly #written = new CallCheck();
  readonly #sessions: SessionNotes[] = [];
  readonly #sessionIndex = new Map<string, number>();
  #file: FileState | undefined;
  #latest: { readonly id: string; readonly session: number } | undefined;

  readonly #hash: (text: string) => IdHash;

  /** @param hash of a text, the same as that of an id in a record */
  constructor(hash: (text: string) => IdHash) {
    this.#hash = hash;
  }

  /**
   * The records that follow stand in this file.
   * @param agentMode what a subagent's metadata say of its permission mode, unchecked
   */
  open(place: FilePlace, agentMode?: unknown): void {
    this.#close();
    this.#chain.open(place);
    this.#forms.open(place);
    this.#contents.open(place);
    this.#written.open(place);
    this.#places.open();
    this.#file = {
      place,
      modes: createModeTracker(agentMode, place.kind === 'subagent' ? 'agent-record' : 'mode-change'),
      loops: createLoopFinder(),
      flat: createFlatReader(place.sessionId),
      flatLine: 0,
      lostLine: undefined,
      line: 0,
      nextOrdinal: 0,
    };
  }

  /** A line of the file could not be read; absent where it is the file as a whole. */
  loseLine(line: number | undefined): void {
    this.#chain.loseLine();
    if (this.#file) this.#file.lostLine = line;
    this.#forms.loseLine(line);
  }

  /** The nested form of a record that is in the flat one. */
  nested(record: RawRecord, line: number): RawRecord {
    const nested = this.#file?.flat.nested(record, line) ?? record;
    if (this.#file && nested !== record) this.#file.flatLine = line;
    return nested;
  }

  take(record: RecordView, place: LinePlace): void {
    const file = this.#file;
    if (!file) throw new Error('a record before its file');
    if (file.line !== place.line) file.nextOrdinal = 0;
    file.line = place.line;
    this.#forms.take(record, place.line);
    const session = this.#sessionOf(record, file);
    if (session === undefined) return;
    const frame = this.#frameOf(record, { file, place, session });
    this.#chain.take(record, this.#sessions[session]?.sessionId ?? '', place.line);
    this.#note(record, frame, { file, isFlat: file.flatLine === place.line });
    this.#takeMode(record, frame, file);
    this.#takeTurn(record, frame, file);
    this.#takeSideEvidence(record, frame, file);
    this.#takePlace(record, frame, file);
    eachMessage(record, (message) => this.#takeMessage({ record, message }, frame, file));
    if (record.wireToolInputs) this.#takeWired(record, frame, file);
  }

  finish(): GroupDigest {
    this.#close();
    this.#inheritModes();
    const forms = this.#forms.finish();
    const written = this.#written.finish((row) => this.#calls.outcomeOf(row));
    return {
      sessions: this.#sessions.map((notes, session) => notes.finish(this.#history.marksOf(session))),
      names: this.#calls.names.names,
      calls: this.#calls.data(),
      turns: this.#turns.data(),
      usage: this.#usage.data(),
      orphans: this.#calls.orphans(),
      agentClaims: this.#agentClaims,
      gaps: [...forms.gaps, ...this.#contents.finish(), ...written.gaps, ...this.#chain.gaps()],
      unclaimed: [...forms.unclaimed, ...written.unclaimed],
      places: this.#places.data(),
      continuations: this.#places.continuations(),
      background: this.#background,
    };
  }

  #close(): void {
    const file = this.#file;
    if (!file) return;
    const session = this.#sessionIndex.get(file.sessionId ?? '') ?? this.#sessions.length - 1;
    this.#sessions[session]?.loops.push(...file.loops.finish());
    this.#file = undefined;
  }

  /** Records without a session's id, such as summaries and snapshots, belong to the session around them. */
  #sessionOf(record: RecordView, file: FileState): number | undefined {
    const speaks = record.hasMessage || record.hasPermissionMode;
    const id = record.sessionId ?? file.sessionId ?? (speaks ? file.place.sessionId : undefined);
    if (id === undefined) return undefined;
    file.sessionId = id;
    if (id === this.#latest?.id) return this.#latest.session;
    const session = this.#sessionIndex.get(id) ?? this.#addSession(id, file);
    this.#latest = { id, session };
    return session;
  }

  #addSession(id: string, file: FileState): number {
    this.#sessionIndex.set(id, this.#sessions.length);
    return this.#sessions.push(new SessionNotes(id, file.place)) - 1;
  }

  #frameOf(
    record: RecordView,
    { file, place, session }: { file: FileState; place: LinePlace; session: number },
  ): Frame {
    const agentId = record.agentId ?? file.place.agentId;
    const sidechain = record.isSidechain || agentId !== undefined;
    return { place, session, at: record.at, agentId, sidechain };
  }

  #note(record: RecordView, frame: Frame, { file, isFlat }: { file: FileState; isFlat: boolean }): void {
    const notes = this.#sessions[frame.session];
    if (!notes) return;
    notes.take(record, frame.at, file.place);
    if (isFlat) notes.flat = true;
    if (frame.agentId !== undefined) notes.agent(frame.agentId);
  }

  #takeMode(record: RecordView, frame: Frame, file: FileState): void {
    if (record.permissionMode === undefined) return;
    this.#noteMode(file.modes.take(record, frame.sidechain), frame, file);
  }

  /** A change in the middle of a turn; that of a subagent inside the main transcript is not the session's. */
  #changeMode(change: ModeChange | undefined, frame: Frame, file: FileState): void {
    if (!change || (frame.sidechain && file.place.kind === 'main')) return;
    this.#noteMode(file.modes.change(change), frame, file);
  }

  #noteMode(
    mark: ModeMark | undefined,
    { session, at, sidechain }: Frame,
    { modes, place }: FileState,
  ): void {
    for (const row of modes.doubtful()) this.#calls.setMode(row, unknownMode);
    if (!mark || Number.isNaN(at)) return;
    if (isCompaction(place)) this.#copiedHistory.add(session, mark, at);
    else if (!sidechain) this.#history.add(session, mark, at);
  }

  #takeTurn(record: RecordView, { place, session, at, sidechain }: Frame, { modes }: FileState): void {
    const prompt = sidechain ? undefined : humanPromptOf(record);
    if (prompt === undefined) return;
    const goesOn = record.message !== undefined && carriesResult(record.message);
    if (record.permissionMode === undefined && !goesOn) modes.beginTurn();
    this.#sessions[session]?.prompt(prompt);
    this.#turns.add({ place, session, at });
  }

  #takePlace(record: RecordView, { session, at, sidechain }: Frame, { place, modes }: FileState): void {
    if (sidechain || place.kind !== 'main') return;
    this.#places.take(record, { session, at, modes });
  }

  /** Records that tell of calls elsewhere: starts and ends, blocking hooks, the denials of a whole run. */
  #takeSideEvidence(record: RecordView, frame: Frame, file: FileState): void {
    for (const end of notifiedEndsOf(record)) this.#endTask(end, frame.session);
    const call = record.parentToolUseId;
    if (call && !this.#calls.isStarted(call) && provesStart(record)) this.#calls.noteStart(call);
    if (record.attachment) {
      this.#takeAttachment(record.attachment);
      this.#changeMode(modeChangeOf(record.attachment), frame, file);
    }
    if (record.permissionDenials) this.#takeDenials(record.permissionDenials);
  }

  #endTask({ taskId, callId, outcome }: TaskEnd, session: number): void {
    this.#background.push({
      ...(taskId !== undefined && { taskId }),
      ...(callId !== undefined && { call: this.#hash(callId) }),
      sessionId: this.#sessions[session]?.sessionId ?? '',
      ended: outcome,
    });
  }

  #takeAttachment(attachment: ScannedValue): void {
    if (attachment.member('type')?.text() !== 'hook_blocking_error') return;
    const blocked = attachment.member('toolUseID')?.id();
    if (blocked && attachment.member('hookEvent')?.text() === 'PreToolUse') this.#calls.denyByHook(blocked);
  }

  #takeDenials(denials: ScannedValue): void {
    for (const denial of listOf(denials.json())) {
      const id = textOf(objectOf(denial)?.['tool_use_id']);
      if (id !== undefined) this.#calls.deny(this.#hash(id));
    }
  }

  #takeMessage({ record, message }: SeenMessage, frame: Frame, file: FileState): void {
    if (message.copy === 'record') this.#sessions[frame.session]?.model(message.body.model);
    file.loops.spend(this.#usage.take(message.body, frame.session));
    this.#contents.beginMessage();
    let appearance: Appearance | undefined;
    const shown = (): Appearance => {
      appearance ??= appearanceOf(message, frame, file.place.kind === 'replay');
      return appearance;
    };
    eachToolBlock(message.body, {
      use: (block) => this.#takeCall(block, shown(), file),
      result: (block, id) => this.#takeResult({ block, id, message }, { appearance: shown(), frame, file }),
      each: (block, type) => this.#contents.takeBlock(block, type, message),
      other: (block, type) => {
        this.#forms.takeBlock(block, type, message);
        if (type !== 'text' || record.type !== 'user' || message.copy !== 'record') return;
        for (const end of endsIn(block.text)) this.#endTask(end, frame.session);
        if (isInterruption(block.text)) this.#written.interrupt();
      },
      stray: () => {
        this.#forms.takeStray(message);
        this.#contents.takeStray();
      },
    });
    if (record.type === 'user' && isInterruption(message.body.content)) this.#written.interrupt();
    this.#forms.takeMessage(message);
    this.#contents.takeMessage(message, frame.place.line);
  }

  #takeWired(record: RecordView, frame: Frame, file: FileState): void {
    eachWiredCall(record, (name, input) => {
      const ordinal = file.nextOrdinal;
      file.nextOrdinal += 1;
      const id = name.id();
      const appearance = { ...frame, copy: 'wire' } as const;
      const row = id && this.#calls.takeCall({ id, tool: unknownTool, ordinal, appearance });
      if (row === undefined) return;
      this.#calls.setMode(row, file.modes.modeOfCall(row));
      this.#written.take({ name: unknownTool, input }, row, frame.place.line);
    });
  }

  #takeCall(block: BlockView, appearance: Appearance, file: FileState): void {
    const ordinal = file.nextOrdinal;
    file.nextOrdinal += 1;
    const { at, copy, place, session } = appearance;
    const tool = block.name ?? '';
    const id =
      block.id ?? this.#hash(placedId(this.#sessions[session]?.sessionId ?? '', place.line, ordinal));
    const isWhole = place.line !== file.lostLine;
    const content = isWhole ? block.input?.fingerprint() : undefined;
    const row = this.#calls.takeCall({ id, tool, ordinal, appearance, content: content ?? 0 });
    if (row === undefined) return;
    this.#calls.setMode(row, file.modes.modeOfCall(row));
    if (isWhole) this.#written.take(block, row, place.line);
    if (copy !== 'record') return;
    const step = { tool, argument: argumentIn(block.input) };
    if (mayRemoveRecords(step)) this.#calls.noteRecords(row);
    file.loops.call(Number.isNaN(at) ? step : { ...step, at });
  }

  #takeResult({ block, id, message }: SeenResult, { appearance, frame, file }: Surroundings): void {
    const { structured, denialKind } = message;
    const { isError } = block;
    const row = this.#calls.rowOf(id);
    const tool = row === undefined ? '' : this.#calls.toolOf(row);
    const text = (longest: number): string => contentText(block.content, longest);
    const { outcome, contradicted } = outcomeOf({ text, isError, structured, denialKind, tool });
    this.#calls.takeResult(id, { appearance, outcome, isError, contradicted });
    if (appearance.copy === 'record') {
      file.loops.outcome(outcome);
      this.#contents.takeResult(block, { tool, line: appearance.place.line, structured });
      if (row !== undefined && this.#written.isSilent(row) && saysPrinted(text, structured))
        this.#written.takePrinted(row);
      const claim = claimOf(structured, tool);
      if (claim) this.#agentClaims.push({ ...claim, ...claimPlace(block, frame) });
    }
    if (outcome === 'background') {
      const taskId = backgroundTaskOf(structured) ?? startedTaskOf(text, tool);
      const sessionId = this.#sessions[frame.session]?.sessionId ?? '';
      if (taskId !== undefined) this.#background.push({ taskId, call: id, sessionId });
      return;
    }
    const end = taskEndOf(structured, tool);
    if (end) this.#endTask(end, frame.session);
    if (outcome === 'succeeded' && appearance.copy !== 'progress')
      this.#changeMode(modeChangeBy(tool), frame, file);
  }

  /** A subagent without a mode of its own runs in its parent's. https://code.claude.com/docs/en/sub-agents */
  #inheritModes(): void {
    for (const { row, session, at, mode: inline } of this.#calls.inheriting()) {
      const recorded = this.#history.modeAt(session, at)?.mode;
      const copied = recorded === undefined ? this.#copiedHistory.modeAt(session, at)?.mode : undefined;
      const mode = recorded ?? copied ?? inline;
      const source = copied === undefined ? 'parent-session' : 'parent-copy';
      this.#calls.setMode(row, mode === 'unknown' ? unknownMode : { mode, source });
      if (mode === 'unknown' && recorded === undefined) this.#places.leaveOpen(row, session, at);
    }
  }
}

/** In bytes: enough to tell what the program itself says of a command that printed nothing. */
const printedBytes = 200;

/** Whether a command printed something: by its output, or else by its result. */
function saysPrinted(text: (longest: number) => string, structured: ScannedValue | undefined): boolean {
  const stdout = structured?.isObject ? structured.member('stdout') : undefined;
  if (stdout) return !stdout.isBlank;
  return !/^\s*(?:$|\(|<|Shell cwd was reset|Exit code)/.test(text(printedBytes));
}

/** The program's words where somebody stopped the agent. */
function isInterruption(text: ScannedValue | undefined): boolean {
  return text?.startsWith('[Request interrupted by user') === true;
}

/** `agent-acompact-…`: the main conversation as it was summarised, with its prompts. */
function isCompaction({ kind, agentId }: FilePlace): boolean {
  return kind === 'replay' && agentId?.startsWith('acompact') === true;
}

function claimPlace({ callIdText = '' }: BlockView, { session, place }: Frame) {
  return { session, callId: callIdText, file: place.file, line: place.line };
}

interface Surroundings {
  readonly appearance: Appearance;
  readonly frame: Frame;
  readonly file: FileState;
}

interface SeenMessage {
  readonly record: RecordView;
  readonly message: Message;
}

interface SeenResult {
  readonly block: BlockView;
  readonly id: IdHash;
  readonly message: Message;
}

/** What a record says about itself; the file's place fills in where it is silent. */
interface Frame {
  readonly place: LinePlace;
  readonly session: number;
  /** Milliseconds, NaN for none. */
  readonly at: number;
  readonly agentId: string | undefined;
  readonly sidechain: boolean;
}

function appearanceOf({ copy, at, agentId }: Message, frame: Frame, isReplay: boolean): Appearance {
  const copied = copy === 'progress';
  return {
    place: frame.place,
    session: frame.session,
    copy: copied ? 'progress' : isReplay ? 'replay' : 'record',
    at: Number.isNaN(at) ? frame.at : at,
    agentId: agentId ?? frame.agentId,
    sidechain: frame.sidechain || copied,
  };
}
