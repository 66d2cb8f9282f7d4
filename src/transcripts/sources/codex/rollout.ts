import type { JsonObject } from '../../../json-object.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { FileEdit } from '../../file-edit.ts';
import type { Outcome } from '../../tool-call.ts';

/** Reads the payload of one kind of line; nothing where it says nothing of calls, prompts and modes. */
export type Reading = (payload: JsonObject, rollout: Rollout) => readonly UnplacedEntry[];

/** A call that was made, and what was told of its end. */
interface MadeCall {
  readonly tool: string;
  /** Command line of what it starts. */
  readonly command?: string;
  /** An item of a turn tells of it, and nothing else. */
  isItem?: boolean;
  /** Number of what it types into. */
  readonly typesInto?: string;
  /** As an event told it. */
  ended?: Outcome;
  /** What an event tells that it changed. */
  edits?: readonly FileEdit[];
}

/** A call that a script makes. */
export interface ScriptPart {
  readonly id: string;
  readonly tool: string;
}

/** How long it takes at most to write what a fork repeats, in milliseconds. */
const copyingMs = 1_000;

/** What is followed along a rollout. */
export class Rollout {
  /** The first record about the session counts: a fork goes on with copies of its parent's. */
  hasIdentity = false;
  /** Modes stand in records of their own. */
  hasTurns = false;
  threadId = '';
  model: string | undefined;
  mode: RecordedMode | undefined;
  /** Of the line that is read: milliseconds, NaN for none. */
  at = Number.NaN;
  #copiedUntil = Number.NEGATIVE_INFINITY;
  readonly #calls = new Map<string, MadeCall>();
  readonly #open = new Set<string>();
  readonly #running = new Map<string, string[]>();
  readonly #scripts = new Map<string, readonly ScriptPart[]>();
  /** From ids of items to those of the calls of scripts that they tell of. */
  readonly #told = new Map<string, string>();
  #said: { readonly text: string; readonly form: string } | undefined;

  /** The lines that follow at once are those of another session, with new times. */
  copies(): void {
    this.#copiedUntil = this.at + copyingMs;
  }

  get isCopied(): boolean {
    return this.at <= this.#copiedUntil;
  }

  made(callId: string, call: MadeCall): void {
    if (this.#calls.has(callId)) return;
    this.#calls.set(callId, call);
    this.#open.add(callId);
  }

  call(callId: string): MadeCall | undefined {
    return this.#calls.get(callId);
  }

  /** A script makes calls. */
  script(callId: string, parts: readonly ScriptPart[]): void {
    this.#scripts.set(callId, parts);
  }

  /** @returns the calls that a script makes; none of what is no script */
  partsOf(callId: string): readonly ScriptPart[] {
    return this.#scripts.get(callId) ?? [];
  }

  /**
   * The call of a script that an item of another id tells of: the first that does the same, and that no item told of.
   * @returns its id in the script
   */
  scripted(
    itemId: string,
    { tool, input }: { readonly tool: string; readonly input: JsonObject },
  ): string | undefined {
    const told = this.#told.get(itemId);
    if (told !== undefined) return told;
    const taken = new Set(this.#told.values());
    const command = input['cmd'];
    const part = [...this.#scripts.values()].flat().find(({ id, tool: name }) => {
      const isSame = name === tool && (command === undefined || this.call(id)?.command === command);
      return isSame && !taken.has(id);
    });
    if (part) this.#told.set(itemId, part.id);
    return part?.id;
  }

  /** An item tells of a call that no other record has. */
  itemMade(callId: string): void {
    const call = this.call(callId);
    if (call) call.isItem = true;
  }

  isItem(callId: string): boolean {
    return this.call(callId)?.isItem === true;
  }

  /** Whether a prompt was just told in the other form. */
  isSaidAgain(text: string, form: string): boolean {
    const isAgain = this.#said?.text === text && this.#said.form !== form;
    this.#said = isAgain ? undefined : { text, form };
    return isAgain;
  }

  answered(callId: string): void {
    this.#open.delete(callId);
  }

  /** @returns the calls without a result, which will have none */
  leftOpen(): readonly string[] {
    const calls = [...this.#open];
    this.#open.clear();
    return calls;
  }

  /** A program runs on under a number. */
  runs(number: string, callId: string): void {
    const calls = this.#running.get(number) ?? [];
    if (!calls.includes(callId)) calls.push(callId);
    this.#running.set(number, calls);
  }

  /** Command line of what runs under a number. */
  commandOf(number: string): string | undefined {
    const [first] = this.#running.get(number) ?? [];
    return first === undefined ? undefined : this.call(first)?.command;
  }

  /** @returns the calls that had started it or waited for it */
  ends(number: string): readonly string[] {
    const calls = this.#running.get(number) ?? [];
    this.#running.delete(number);
    return calls;
  }
}
