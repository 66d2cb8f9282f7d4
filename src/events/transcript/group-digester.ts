import { type Outcome, outcomes, permissionModeSources, permissionModes } from '../tool-call.ts';
import { argumentOf } from './argument.ts';
import { backgroundTaskOf, notifiedEndsOf, type TaskEnd, taskEndOf } from './background.ts';
import { Columns } from './columns.ts';
import { createFlatReader, type FlatReader } from './flat.ts';
import {
  type Copy,
  callLayout,
  copies,
  flag,
  type GroupDigest,
  type LinePlace,
  type Orphan,
  turnLayout,
  usageLayout,
} from './group-digest.ts';
import { humanPromptOf } from './human-prompt.ts';
import { idHash } from './id-hash.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json-object.ts';
import { createLoopFinder, type LoopFinder } from './loop-finder.ts';
import {
  contentText,
  type Message,
  messagesOf,
  placedId,
  type ToolUse,
  toolResultsOf,
  toolUsesOf,
} from './message.ts';
import { createModeTracker, type ModeMark, type ModeTracker, unknownMode } from './mode-tracker.ts';
import { isRefusal, outcomeOf, weight } from './outcome.ts';
import { type FilePlace, SessionNotes } from './session-notes.ts';
import { timeOf } from './time-of.ts';

const unknownOutcome = outcomes.indexOf('unknown');

/** What is followed along one file. */
interface FileState {
  readonly place: FilePlace;
  readonly modes: ModeTracker;
  readonly loops: LoopFinder;
  readonly flat: FlatReader;
  /** Counts the calls of the line that is being read. */
  line: number;
  nextOrdinal: number;
  /** Of the latest record that names one. */
  sessionId?: string;
}

/** One message at its place. */
interface Appearance {
  readonly message: Message;
  readonly place: LinePlace;
  readonly copy: Copy;
  readonly at: number;
  readonly session: number;
  readonly agentId: string | undefined;
  readonly sidechain: boolean;
}

/** A result whose call has not been seen, yet. */
interface LooseResult {
  readonly appearance: Appearance;
  readonly outcome: Outcome;
  readonly isError: boolean;
  readonly contradicted: boolean;
}

/**
 * Reads the records of a group of files, each file in its order, and joins them: one row a call whatever number of
 * times the files repeat it, with its best result. The main transcript comes first, because subagents inherit from it.
 */
export class GroupDigester {
  readonly #salt: string;
  readonly #calls = new Columns(callLayout);
  readonly #turns = new Columns(turnLayout);
  readonly #usage = new Columns(usageLayout);
  readonly #rowOfId = new Map<string, number>();
  readonly #rowOfMessage = new Map<string, number>();
  readonly #looseResults = new Map<string, LooseResult>();
  readonly #sessions: SessionNotes[] = [];
  readonly #sessionIndex = new Map<string, number>();
  readonly #names: string[] = [''];
  readonly #nameIndexes = new Map<string, number>([['', 0]]);
  readonly #modeChanges: (ModeMark & { readonly session: number; readonly at: number })[] = [];
  readonly #tasks = new Map<string, number>();
  readonly #hookDenials = new Set<string>();
  #file: FileState | undefined;

  /** @param salt secret, the same for all groups of a run */
  constructor(salt: string) {
    this.#salt = salt;
  }

  /**
   * The records that follow stand in this file.
   * @param agentMode what a subagent's metadata say of its permission mode, unchecked
   */
  open(place: FilePlace, agentMode?: unknown): void {
    this.#close();
    this.#file = {
      place,
      modes: createModeTracker(agentMode),
      loops: createLoopFinder(),
      flat: createFlatReader(place.sessionId),
      line: 0,
      nextOrdinal: 0,
    };
  }

  take(given: JsonObject, place: LinePlace): void {
    const file = this.#file;
    if (!file) throw new Error('a record before its file');
    if (file.line !== place.line) file.nextOrdinal = 0;
    file.line = place.line;
    const record = file.flat.nested(given, place.line);
    const session = this.#sessionOf(record, file);
    if (session === undefined) return;
    const notes = this.#sessions[session];
    const at = timeOf(record['timestamp']) ?? Number.NaN;
    notes?.take(record, at, file.place);
    if (notes && record !== given) notes.flat = true;
    const agentId = textOf(record['agentId']) ?? textOf(record['parent_tool_use_id']) ?? file.place.agentId;
    const sidechain = record['isSidechain'] === true || agentId !== undefined;
    if (agentId !== undefined) notes?.agent(agentId);
    const mode = file.modes.take(record, sidechain);
    for (const row of file.modes.doubtful()) this.#setMode(row, unknownMode);
    if (mode && !sidechain && !Number.isNaN(at)) this.#modeChanges.push({ ...mode, session, at });
    this.#takeTurn(record, { place, session, at, sidechain });
    for (const end of notifiedEndsOf(record)) this.#endTask(end);
    this.#takeHook(objectOf(record['attachment']));
    for (const denial of listOf(record['permission_denials'])) this.#deny(objectOf(denial));
    for (const message of messagesOf(record)) {
      const inner = message.copy === 'progress' ? textOf(objectOf(record['data'])?.['agentId']) : undefined;
      this.#takeMessage({
        message,
        place,
        copy: message.copy === 'progress' ? 'progress' : file.place.kind === 'replay' ? 'replay' : 'record',
        at: timeOf(message.holder['timestamp']) ?? at,
        session,
        agentId: inner ?? agentId,
        sidechain: sidechain || message.copy === 'progress',
      });
    }
  }

  finish(): GroupDigest {
    this.#close();
    this.#inheritModes();
    const orphans: Orphan[] = [...this.#looseResults].map(([id, { appearance, outcome, isError }]) => ({
      ...appearance.place,
      idHash: idHash(this.#salt, id),
      at: appearance.at,
      outcome,
      isError,
    }));
    return {
      sessions: this.#sessions.map((notes) => notes.finish()),
      names: this.#names,
      calls: this.#calls.data(),
      turns: this.#turns.data(),
      usage: this.#usage.data(),
      orphans,
    };
  }

  #close(): void {
    const file = this.#file;
    if (!file) return;
    const session = this.#sessionIndex.get(file.place.sessionId) ?? this.#sessions.length - 1;
    this.#sessions[session]?.loops.push(...file.loops.finish());
    this.#file = undefined;
  }

  /** Records without a session's id, such as summaries and snapshots, belong to the session around them. */
  #sessionOf(record: JsonObject, file: FileState): number | undefined {
    const own = textOf(record['sessionId']) ?? textOf(record['session_id']);
    const speaks = record['message'] !== undefined;
    const id = own ?? file.sessionId ?? (speaks ? file.place.sessionId : undefined);
    if (id === undefined) return undefined;
    file.sessionId = id;
    const known = this.#sessionIndex.get(id);
    if (known !== undefined) return known;
    this.#sessionIndex.set(id, this.#sessions.length);
    return this.#sessions.push(new SessionNotes(id, file.place)) - 1;
  }

  #takeTurn(
    record: JsonObject,
    turn: { place: LinePlace; session: number; at: number; sidechain: boolean },
  ): void {
    const prompt = turn.sidechain ? undefined : humanPromptOf(record);
    if (prompt === undefined) return;
    this.#sessions[turn.session]?.prompt(prompt);
    const row = this.#turns.push();
    const { column } = this.#turns;
    column.at[row] = turn.at;
    column.session[row] = turn.session;
    column.offset[row] = turn.place.offset;
    column.length[row] = turn.place.length;
    column.line[row] = turn.place.line;
    column.file[row] = turn.place.file;
  }

  #takeMessage(appearance: Appearance): void {
    const { body, holder } = appearance.message;
    this.#takeUsage(body, appearance.session);
    for (const use of toolUsesOf(body)) this.#takeCall(use, appearance);
    for (const { id, content, isError } of toolResultsOf(body)) {
      const signals = {
        text: contentText(content),
        isError,
        structured: holder['toolUseResult'] ?? holder['tool_use_result'],
        denialKind: holder['toolDenialKind'],
      };
      const { outcome, contradicted } = outcomeOf(signals);
      this.#takeResult(id, { appearance, outcome, isError, contradicted });
      this.#followTask(id, signals.structured, outcome);
    }
  }

  #takeUsage(body: JsonObject, session: number): void {
    const usage = objectOf(body['usage']);
    const id = textOf(body['id']);
    if (!usage || id === undefined) return;
    const known = this.#rowOfMessage.get(id);
    const row = known ?? this.#usage.push();
    const { column } = this.#usage;
    if (known === undefined) {
      this.#rowOfMessage.set(id, row);
      column.idHash[row] = idHash(this.#salt, id);
      column.session[row] = session;
    }
    const before = column.output[row] ?? 0;
    // Records of one message repeat the usage, the last one knows the output: https://docs.claude.com/en/api/streaming
    column.input[row] = Math.max(column.input[row] ?? 0, count(usage['input_tokens']));
    column.output[row] = Math.max(before, count(usage['output_tokens']));
    column.cacheRead[row] = Math.max(column.cacheRead[row] ?? 0, count(usage['cache_read_input_tokens']));
    column.cacheCreation[row] = Math.max(
      column.cacheCreation[row] ?? 0,
      count(usage['cache_creation_input_tokens']),
    );
    this.#file?.loops.spend((column.output[row] ?? 0) - before);
  }

  #takeCall(use: ToolUse, appearance: Appearance): void {
    const ordinal = this.#nextOrdinal();
    const id =
      use.id ?? placedId(this.#sessions[appearance.session]?.sessionId ?? '', appearance.place.line, ordinal);
    const known = this.#rowOfId.get(id);
    if (known !== undefined && !this.#precedes(appearance, known)) return;
    const row = known ?? this.#calls.push();
    const { column } = this.#calls;
    if (known === undefined) {
      this.#rowOfId.set(id, row);
      column.idHash[row] = idHash(this.#salt, id);
      column.outcome[row] = unknownOutcome;
    }
    column.at[row] = appearance.at;
    column.offset[row] = appearance.place.offset;
    column.length[row] = appearance.place.length;
    column.line[row] = appearance.place.line;
    column.file[row] = appearance.place.file;
    column.ordinal[row] = ordinal;
    column.copy[row] = copies.indexOf(appearance.copy);
    column.session[row] = appearance.session;
    column.toolName[row] = this.#nameIndex(use.name);
    column.agentName[row] = this.#nameIndex(appearance.agentId ?? '');
    const sidechain = appearance.sidechain ? flag.sidechain : 0;
    column.flags[row] = ((column.flags[row] ?? 0) & ~flag.sidechain) | sidechain;
    this.#setMode(row, this.#file?.modes.modeOfCall(row) ?? unknownMode);
    const loose = this.#looseResults.get(id);
    if (loose) {
      this.#looseResults.delete(id);
      this.#joinResult(row, loose);
    }
    if (appearance.copy === 'record') {
      this.#file?.loops.call({
        tool: use.name,
        argument: argumentOf(use.input),
        ...(Number.isNaN(appearance.at) ? {} : { at: appearance.at }),
      });
    }
  }

  #nextOrdinal(): number {
    if (!this.#file) return 0;
    this.#file.nextOrdinal += 1;
    return this.#file.nextOrdinal - 1;
  }

  #precedes(appearance: Appearance, row: number): boolean {
    const { column } = this.#calls;
    const byCopy = copies.indexOf(appearance.copy) - (column.copy[row] ?? 0);
    return byCopy < 0 || (byCopy === 0 && appearance.at < (column.at[row] ?? Number.NaN));
  }

  #takeResult(id: string, result: LooseResult): void {
    const row = this.#rowOfId.get(id);
    if (row !== undefined) {
      this.#joinResult(row, result);
      this.#applyHook(id, row);
    } else if (!this.#looseResults.has(id)) this.#looseResults.set(id, result);
  }

  /** Proof that something ran outweighs a refusal: a denial that did not hold must not hide what happened. */
  #joinResult(row: number, { appearance, outcome, isError, contradicted }: LooseResult): void {
    const { column } = this.#calls;
    const copy = copies.indexOf(appearance.copy);
    const flags = column.flags[row] ?? 0;
    const before = outcomes[column.outcome[row] ?? unknownOutcome] ?? 'unknown';
    if ((flags & flag.hasResult) !== 0) {
      const weaker = copy > (column.resultCopy[row] ?? 0) || weight[outcome] >= weight[before];
      const clash = (isRefusal(outcome) && ran.has(before)) || (isRefusal(before) && ran.has(outcome));
      if (clash) column.flags[row] = flags | flag.contradicted;
      if (weaker) return;
    }
    column.outcome[row] = outcomes.indexOf(outcome);
    column.flags[row] =
      (column.flags[row] ?? 0) |
      flag.hasResult |
      (isError ? flag.isError : 0) |
      (contradicted ? flag.contradicted : 0);
    column.resultCopy[row] = copy;
    column.resultAt[row] = appearance.at;
    column.resultOffset[row] = appearance.place.offset;
    column.resultLength[row] = appearance.place.length;
    column.resultLine[row] = appearance.place.line;
    column.resultFile[row] = appearance.place.file;
    if (appearance.copy === 'record') this.#file?.loops.outcome(outcome);
    if (outcome === 'succeeded' && this.#toolOf(row) === 'ExitPlanMode') this.#file?.modes.leavePlan();
  }

  #followTask(id: string, structured: unknown, outcome: Outcome): void {
    const row = this.#rowOfId.get(id);
    if (row === undefined) return;
    if (outcome === 'background') {
      const task = backgroundTaskOf(structured);
      if (task !== undefined) this.#tasks.set(task, row);
      return;
    }
    const end = taskEndOf(structured, this.#toolOf(row));
    if (end) this.#endTask(end);
  }

  #endTask({ taskId, outcome }: TaskEnd): void {
    const row = this.#tasks.get(taskId);
    if (row === undefined) return;
    this.#calls.column.outcome[row] = outcomes.indexOf(outcome);
    this.#tasks.delete(taskId);
  }

  /** A hook that blocked a call says so in its own words in the result, and under its own name in an attachment. */
  #takeHook(attachment: JsonObject | undefined): void {
    if (attachment?.['type'] !== 'hook_blocking_error' || attachment['hookEvent'] !== 'PreToolUse') return;
    const id = textOf(attachment['toolUseID']);
    if (id === undefined) return;
    this.#hookDenials.add(id);
    const row = this.#rowOfId.get(id);
    if (row !== undefined) this.#applyHook(id, row);
  }

  #applyHook(id: string, row: number): void {
    const failed = outcomes[this.#calls.column.outcome[row] ?? unknownOutcome] === 'failed';
    if (failed && this.#hookDenials.has(id)) this.#calls.column.outcome[row] = outcomes.indexOf('denied');
  }

  /** The last record of `stream-json` output lists what was refused. */
  #deny(denial: JsonObject | undefined): void {
    const row = this.#rowOfId.get(textOf(denial?.['tool_use_id']) ?? '');
    if (row === undefined) return;
    const outcome = outcomes[this.#calls.column.outcome[row] ?? unknownOutcome] ?? 'unknown';
    if (outcome === 'succeeded')
      this.#calls.column.flags[row] = (this.#calls.column.flags[row] ?? 0) | flag.contradicted;
    else this.#calls.column.outcome[row] = outcomes.indexOf('denied');
  }

  #toolOf(row: number): string {
    return this.#names[this.#calls.column.toolName[row] ?? 0] ?? '';
  }

  #nameIndex(name: string): number {
    const known = this.#nameIndexes.get(name);
    if (known !== undefined) return known;
    this.#nameIndexes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  #setMode(row: number, { mode, source }: ModeMark): void {
    this.#calls.column.mode[row] = permissionModes.indexOf(mode);
    this.#calls.column.source[row] = permissionModeSources.indexOf(source);
  }

  /** A subagent without a mode of its own runs in its parent's. https://code.claude.com/docs/en/sub-agents */
  #inheritModes(): void {
    const { count: rows } = this.#calls;
    const { column } = this.#calls;
    const own = new Set([
      permissionModeSources.indexOf('agent-record'),
      permissionModeSources.indexOf('agent-metadata'),
    ]);
    const changes = this.#modeChanges.sort((a, b) => a.at - b.at);
    for (let row = 0; row < rows; row += 1) {
      if (((column.flags[row] ?? 0) & flag.sidechain) === 0 || own.has(column.source[row] ?? -1)) continue;
      const at = column.at[row] ?? Number.NaN;
      const session = column.session[row];
      const parent = changes.findLast((change) => change.session === session && change.at <= at);
      const inline = permissionModes[column.mode[row] ?? 0] ?? 'unknown';
      const mode = parent?.mode ?? inline;
      this.#setMode(row, mode === 'unknown' ? unknownMode : { mode, source: 'parent-session' });
    }
  }
}

const ran: ReadonlySet<Outcome> = new Set(['succeeded', 'failed', 'background']);

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
