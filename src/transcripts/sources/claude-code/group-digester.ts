import { argumentIn } from '../../dialects/claude-code/argument.ts';
import { outcomeOf } from '../../dialects/claude-code/outcome.ts';
import { Columns } from '../../digest/columns.ts';
import { type GroupDigest, type LinePlace, turnLayout } from '../../digest/group-digest.ts';
import { listOf, objectOf, textOf } from '../../digest/json-object.ts';
import { createLoopFinder, type LoopFinder } from '../../digest/loop-finder.ts';
import { ModeHistory } from '../../digest/mode-history.ts';
import { mayRemoveRecords } from '../../digest/removal-words.ts';
import { UsageTable } from '../../digest/usage-table.ts';
import type { Appearance } from '../../join/appearance.ts';
import { CallJoiner } from '../../join/call-joiner.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import { backgroundTaskOf, notifiedEndsOf, taskEndOf } from './background.ts';
import { ChainCheck } from './chain-check.ts';
import { createFlatReader, type FlatReader } from './flat.ts';
import { humanPromptOf } from './human-prompt.ts';
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
import { createModeTracker, type ModeTracker, unknownMode } from './mode-tracker.ts';
import type { RawRecord } from './raw-record.ts';
import type { RecordView } from './record-view.ts';
import { type FilePlace, SessionNotes } from './session-notes.ts';

/** What is followed along one file. */
interface FileState {
  readonly place: FilePlace;
  readonly modes: ModeTracker;
  readonly loops: LoopFinder;
  readonly flat: FlatReader;
  /** The latest line in the flat form. */
  flatLine: number;
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
  readonly #turns = new Columns(turnLayout);
  readonly #history = new ModeHistory();
  readonly #chain = new ChainCheck();
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
    this.#file = {
      place,
      modes: createModeTracker(agentMode),
      loops: createLoopFinder(),
      flat: createFlatReader(place.sessionId),
      flatLine: 0,
      line: 0,
      nextOrdinal: 0,
    };
  }

  /** A line of the file could not be read. */
  loseLine(): void {
    this.#chain.loseLine();
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
    const session = this.#sessionOf(record, file);
    if (session === undefined) return;
    const frame = this.#frameOf(record, { file, place, session });
    this.#chain.take(record, this.#sessions[session]?.sessionId ?? '', place.line);
    this.#note(record, frame, { file, isFlat: file.flatLine === place.line });
    this.#takeMode(record, frame, file);
    this.#takeTurn(record, frame);
    this.#takeSideEvidence(record);
    eachMessage(record, (message) => this.#takeMessage(message, frame, file));
    if (record.wireToolInputs) this.#takeWired(record, frame, file);
  }

  finish(): GroupDigest {
    this.#close();
    this.#inheritModes();
    return {
      sessions: this.#sessions.map((notes) => notes.finish()),
      names: this.#calls.names.names,
      calls: this.#calls.data(),
      turns: this.#turns.data(),
      usage: this.#usage.data(),
      orphans: this.#calls.orphans(),
      gaps: this.#chain.gaps(),
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
    const id = record.sessionId ?? file.sessionId ?? (record.hasMessage ? file.place.sessionId : undefined);
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

  #takeMode(record: RecordView, { session, at, sidechain }: Frame, { modes }: FileState): void {
    const mark = modes.take(record, sidechain);
    for (const row of modes.doubtful()) this.#calls.setMode(row, unknownMode);
    if (mark && !sidechain && !Number.isNaN(at)) this.#history.add(session, mark, at);
  }

  #takeTurn(record: RecordView, { place, session, at, sidechain }: Frame): void {
    const prompt = sidechain ? undefined : humanPromptOf(record);
    if (prompt === undefined) return;
    this.#sessions[session]?.prompt(prompt);
    const row = this.#turns.push();
    const { column } = this.#turns;
    column.at[row] = at;
    column.session[row] = session;
    column.offset[row] = place.offset;
    column.length[row] = place.length;
    column.line[row] = place.line;
    column.file[row] = place.file;
  }

  /** Records that tell of calls elsewhere: ends of background tasks, blocking hooks, the denials of a whole run. */
  #takeSideEvidence(record: RecordView): void {
    for (const end of notifiedEndsOf(record)) this.#calls.endTask(end);
    if (record.attachment) this.#takeAttachment(record.attachment);
    if (record.permissionDenials) this.#takeDenials(record.permissionDenials);
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

  #takeMessage(message: Message, frame: Frame, file: FileState): void {
    if (message.copy === 'record') this.#sessions[frame.session]?.model(message.body.model);
    file.loops.spend(this.#usage.take(message.body, frame.session));
    let appearance: Appearance | undefined;
    const shown = (): Appearance => {
      appearance ??= appearanceOf(message, frame, file.place.kind === 'replay');
      return appearance;
    };
    eachToolBlock(message.body, {
      use: (block) => this.#takeCall(block, shown(), file),
      result: (block, id) => this.#takeResult({ block, id, message }, shown(), file),
    });
  }

  #takeWired(record: RecordView, frame: Frame, file: FileState): void {
    eachWiredCall(record, (name) => {
      const ordinal = file.nextOrdinal;
      file.nextOrdinal += 1;
      const id = name.id();
      const appearance = { ...frame, copy: 'wire' } as const;
      const row = id && this.#calls.takeCall({ id, tool: unknownTool, ordinal, appearance });
      if (row !== undefined) this.#calls.setMode(row, file.modes.modeOfCall(row));
    });
  }

  #takeCall(block: BlockView, appearance: Appearance, file: FileState): void {
    const ordinal = file.nextOrdinal;
    file.nextOrdinal += 1;
    const { at, copy, place, session } = appearance;
    const tool = block.name ?? '';
    const id =
      block.id ?? this.#hash(placedId(this.#sessions[session]?.sessionId ?? '', place.line, ordinal));
    const row = this.#calls.takeCall({ id, tool, ordinal, appearance });
    if (row === undefined) return;
    this.#calls.setMode(row, file.modes.modeOfCall(row));
    if (copy !== 'record') return;
    const step = { tool, argument: argumentIn(block.input) };
    if (mayRemoveRecords(step)) this.#calls.noteRecords(row);
    file.loops.call(Number.isNaN(at) ? step : { ...step, at });
  }

  #takeResult({ block, id, message }: SeenResult, appearance: Appearance, file: FileState): void {
    const { structured, denialKind } = message;
    const { isError } = block;
    const text = (longest: number): string => contentText(block.content, longest);
    const { outcome, contradicted } = outcomeOf({ text, isError, structured, denialKind });
    this.#calls.takeResult(id, { appearance, outcome, isError, contradicted });
    if (appearance.copy === 'record') file.loops.outcome(outcome);
    const row = this.#calls.rowOf(id);
    if (row === undefined) return;
    const tool = this.#calls.toolOf(row);
    const task = outcome === 'background' ? backgroundTaskOf(structured) : undefined;
    const end = outcome === 'background' ? undefined : taskEndOf(structured, tool);
    if (task !== undefined) this.#calls.followTask(task, row);
    if (end) this.#calls.endTask(end);
    if (outcome === 'succeeded' && tool === 'ExitPlanMode') file.modes.leavePlan();
  }

  /** A subagent without a mode of its own runs in its parent's. https://code.claude.com/docs/en/sub-agents */
  #inheritModes(): void {
    for (const { row, session, at, mode: inline } of this.#calls.inheriting()) {
      const mode = this.#history.modeAt(session, at)?.mode ?? inline;
      this.#calls.setMode(row, mode === 'unknown' ? unknownMode : { mode, source: 'parent-session' });
    }
  }
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
