import type { Gap } from '../../../evidence/gap.ts';
import { listOf, objectOf } from '../../../json-object.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import { alwaysAnswered } from './answering-tools.ts';
import type { Message } from './message.ts';
import type { BlockView, MessageView } from './message-view.ts';
import { callBlocks } from './record-types.ts';
import type { FilePlace } from './session-notes.ts';

/** What can be missing of a file's contents, and how a sentence counts it. */
const missing = {
  assistant: ['message of the agent has no content', 'messages of the agent have no content'],
  user: ['message to the agent has no content', 'messages to the agent have no content'],
  result: ['result has no content', 'results have no content'],
  call: [
    'message of the agent ends in a call that is not there',
    'messages of the agent end in a call that is not there',
  ],
} as const;
type Missing = keyof typeof missing;

interface FileContents {
  readonly path: string;
  /** Lines, by what is missing in them. */
  readonly lines: Record<Missing, number[]>;
  /** Messages that end in a call of which no record was seen yet: their lines by their ids. */
  readonly unmet: Map<string, number>;
  /** The message whose call was seen last, and the last one of all since a call is missed. */
  called: IdHash | undefined;
  latest: IdHash | undefined;
}

/** A result whose blocks are texts that say nothing is not longer than this. */
const longestHollowBytes = 1000;

/** A model may answer with nothing. https://docs.claude.com/en/api/handling-stop-reasons */
const fewestTokens = 3;

/**
 * Each file of a group in turn: whether contents stand where their kind always has some. A model may write a text of
 * line feeds, a command may print nothing; an empty message is what no writer is known to leave.
 */
export class ContentCheck {
  readonly #files: FileContents[] = [];
  #file: FileContents | undefined;
  /** A block of the message says something. */
  #says = false;

  open({ reference }: FilePlace): void {
    const lines = { assistant: [], user: [], result: [], call: [] };
    const [called, latest] = [undefined, undefined];
    this.#file = { path: reference, lines, unmet: new Map(), called, latest };
    this.#files.push(this.#file);
  }

  /** Blocks of a message follow, and then the message itself. */
  beginMessage(): void {
    this.#says = false;
  }

  /** Any block of the message. */
  takeBlock(block: BlockView, type: string, { type: owner, body }: Message): void {
    if (callBlocks.has(type)) this.#meet(body.id);
    this.#says ||= type !== 'text' || saysText(block, owner);
  }

  /** An element of the content that is no block. */
  takeStray(): void {
    this.#says = true;
  }

  /** @param tool of the call; empty where it is not known */
  takeResult({ content }: BlockView, { tool, line, structured }: SeenResult): void {
    if (!isHollow(content)) return;
    if (alwaysAnswered.has(tool) || saysOutput(structured)) this.#file?.lines.result.push(line);
  }

  takeMessage({ body, type, copy }: Message, line: number): void {
    const file = this.#file;
    if (!file || copy !== 'record' || (type !== 'assistant' && type !== 'user')) return;
    if (isBlank(body, this.#says)) file.lines[type].push(line);
    else if (type === 'assistant') followCall(file, body, line);
  }

  /** The message has the call at which it ends. */
  #meet(id: IdHash | undefined): void {
    const file = this.#file;
    if (!file) return;
    file.called = id;
    if (id && file.unmet.size > 0) file.unmet.delete(keyOf(id));
  }

  finish(): Gap[] {
    return this.#files.flatMap(gapsOf);
  }
}

interface SeenResult {
  readonly tool: string;
  readonly line: number;
  readonly structured: ScannedValue | undefined;
}

function followCall(file: FileContents, body: MessageView, line: number): void {
  const endsInCall = body.stopReason === 'tool_use';
  if (!endsInCall && file.unmet.size === 0) return;
  const { id } = body;
  file.latest = id;
  if (endsInCall && id && !isSame(id, file.called)) file.unmet.set(keyOf(id), line);
}

function saysText({ text }: BlockView, owner: string): boolean {
  return text !== undefined && !(owner === 'user' ? text.isBlank : text.isEmpty);
}

function isSame(one: IdHash, other: IdHash | undefined): boolean {
  return one.low === other?.low && one.high === other.high;
}

function keyOf({ low, high }: IdHash): string {
  return `${high}:${low}`;
}

/** @param says whether a block of it says something */
function isBlank(body: MessageView, says: boolean): boolean {
  if (says) return false;
  const { content } = body;
  if (content === undefined) return false;
  if (content.isString) return content.isBlank;
  if (content.isHollow) return !isSilentAnswer(body);
  return content.isArray;
}

function isSilentAnswer({ stopReason, usage }: MessageView): boolean {
  return stopReason === 'end_turn' && usage !== undefined && usage.output <= fewestTokens;
}

function isHollow(content: ScannedValue | undefined): boolean {
  if (content === undefined || content.isBlank) return true;
  if (!content.isArray || content.sizeBytes > longestHollowBytes) return false;
  return listOf(content.json()).every((one) => {
    const block = objectOf(one);
    return block?.['type'] === 'text' && String(block['text'] ?? '').trim() === '';
  });
}

/** What the program recorded of a result besides it says what the command printed. */
function saysOutput(structured: ScannedValue | undefined): boolean {
  if (structured?.isString) return !/^(?:Error:)?\s*$/.test(structured.text(longestHollowBytes) ?? '');
  return (['stdout', 'stderr'] as const).some((name) => {
    const text = structured?.isObject ? structured.member(name) : undefined;
    return text?.isString === true && !text.isBlank;
  });
}

function gapsOf({ path, lines, unmet, latest }: FileContents): Gap[] {
  const gaps: Gap[] = [];
  for (const [key, line] of unmet) {
    if (!latest || key !== keyOf(latest)) lines.call.push(line);
    else gaps.push({ kind: 'truncated', reason: cutOff, evidence: { path, line } });
  }
  const kinds = (Object.keys(missing) as Missing[]).filter((kind) => lines[kind].length > 0);
  if (kinds.length === 0) return gaps;
  const reason = kinds.map((kind) => counted(kind, lines[kind].length)).join('; ');
  const line = Math.min(...kinds.flatMap((kind) => lines[kind][0] ?? []));
  return [...gaps, { kind: 'tampering', reason, evidence: { path, line } }];
}

const cutOff = 'the last message of the agent ends in a call that is not there';

function counted(kind: Missing, count: number): string {
  const [one, several] = missing[kind];
  return `${count} ${count === 1 ? one : several}`;
}
