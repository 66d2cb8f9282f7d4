import type { JsonObject } from '../../json-object.ts';
import { isMasked } from '../../secrets/is-masked.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { CallEntry, Entry } from './entry.ts';

/**
 * Whose the ids of calls are where the model gives them, and not the program: a model may give one again. `session`:
 * no session of the agent holds calls of another one. `model`: one that was forked does, so that an id that holds
 * chance is the same call everywhere.
 */
export type IdScope = 'session' | 'model';

/** Chance: a long word of letters and digits, or a time. */
const chance = /(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{8,}|\d{10,}|[A-Za-z0-9]{20,}/;

type PlacedCall = Extract<Entry, { readonly kind: 'call' }>;

/** The last call of an id. */
interface KnownCall {
  readonly id: string;
  readonly tool: string;
  readonly at: number | undefined;
  /** As long as it has no result. */
  input: JsonObject | undefined;
}

/** The entries of a file, with ids that no other call has: `<session>:<id>`, and `~2` where it is given again. */
export function* withOwnIds(
  entries: Iterable<Entry>,
  file: TranscriptFile,
  scope: IdScope,
): Generator<Entry> {
  const ids = new OwnIds(file, scope);
  for (const entry of entries) yield ids.of(entry);
}

class OwnIds {
  readonly #scope: IdScope;
  readonly #agentId: string | undefined;
  readonly #calls = new Map<string, KnownCall>();
  readonly #given = new Map<string, number>();
  /** Calls of one message without an id, in their order, which is that of their results. */
  #nameless: string[] = [];
  #isAnswering = false;
  #sessionId: string;

  constructor({ sessionId, agentId }: TranscriptFile, scope: IdScope) {
    this.#scope = scope;
    this.#sessionId = sessionId;
    this.#agentId = agentId;
  }

  of(entry: Entry): Entry {
    if (entry.kind === 'context') this.#sessionId = entry.sessionId ?? this.#sessionId;
    if (entry.kind === 'call') return this.#ofCall(entry);
    if (entry.kind === 'result') {
      const callId = entry.callId === undefined ? this.#ofNextNameless() : this.#ofResult(entry.callId);
      return callId === undefined ? entry : { ...entry, callId };
    }
    return entry.kind === 'end' ? { ...entry, callId: this.#ofResult(entry.callId) } : entry;
  }

  #ofCall(entry: PlacedCall): Entry {
    const { id: written, tool, at, input } = entry;
    if (written === undefined) return this.#scope === 'session' ? this.#withoutId(entry) : entry;
    if (this.#isUnique(written)) return entry;
    const known = this.#calls.get(written);
    const isSame = known !== undefined && isRepeated(known, entry);
    const id = isSame ? known.id : this.#next(written);
    const isOpen = !isSame || known.input !== undefined;
    this.#calls.set(written, { id, tool, at, input: isOpen ? input : undefined });
    return { ...entry, id };
  }

  #withoutId(entry: PlacedCall): Entry {
    if (this.#isAnswering) this.#nameless = [];
    this.#isAnswering = false;
    const id = this.#next('call');
    this.#nameless.push(id);
    return { ...entry, id };
  }

  #ofNextNameless(): string | undefined {
    this.#isAnswering = true;
    return this.#nameless.shift();
  }

  #ofResult(written: string): string {
    if (this.#isUnique(written)) return written;
    const known = this.#calls.get(written);
    if (known) known.input = undefined;
    return known?.id ?? this.#scoped(written);
  }

  #next(written: string): string {
    const count = (this.#given.get(written) ?? 0) + 1;
    this.#given.set(written, count);
    return count === 1 ? this.#scoped(written) : `${this.#scoped(written)}~${count}`;
  }

  #isUnique(written: string): boolean {
    return isMasked(written) || (this.#scope === 'model' && chance.test(written));
  }

  #scoped(written: string): string {
    return [this.#sessionId, this.#agentId, written].filter((part) => part !== undefined).join(':');
  }
}

/** Whether a record tells of a call once more: of one that waits still, or of one of the same time. */
function isRepeated(known: KnownCall, { at, tool, input }: CallEntry): boolean {
  if (known.tool !== tool) return false;
  if (known.input === undefined) return at !== undefined && at === known.at;
  const isEmpty = [known.input, input].some((one) => Object.keys(one).length === 0);
  return isEmpty || JSON.stringify(known.input) === JSON.stringify(input);
}
