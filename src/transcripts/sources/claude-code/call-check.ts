import type { Gap } from '../../../evidence/gap.ts';
import { neverRan, type Outcome } from '../../tool-call.ts';
import type { UnclaimedRecords } from '../../unclaimed-records.ts';
import { type Flaw, flawOf, type WrittenCall } from './call-flaw.ts';
import type { FilePlace } from './session-notes.ts';

interface FlawedCall extends Flaw {
  readonly file: string;
  readonly line: number;
}

const namedAtMost = 5;
const longestName = 40;

/** Each call of a group: whether its name and its input say what it did. */
export class CallCheck {
  readonly #flawed = new Map<number, FlawedCall>();
  /** Rows of calls that the model may not have written to their end. */
  readonly #broken = new Set<number>();
  /** Rows of calls whose commands print nothing, and whose results do. */
  readonly #printed = new Set<number>();
  #file = '';

  open({ reference }: FilePlace): void {
    this.#file = reference;
  }

  /** The appearance of a call that counts most so far. */
  take(call: WrittenCall, row: number, line: number): void {
    const flaw = flawOf(call);
    if (flaw) this.#flawed.set(row, { ...flaw, file: this.#file, line });
    else if (this.#flawed.size > 0) this.#flawed.delete(row);
  }

  /** Whether the command of a call can print nothing. */
  isSilent(row: number): boolean {
    return this.#flawed.get(row)?.kind === 'silent';
  }

  /** The result of such a call says something that a program printed. */
  takePrinted(row: number): void {
    this.#printed.add(row);
  }

  /** Somebody stopped the agent: what it was writing stays as it is. */
  interrupt(): void {
    for (const [row, { kind, file }] of this.#flawed)
      if (kind === 'empty' && file === this.#file) this.#broken.add(row);
  }

  /** @param outcomeOf of the call of a row: what never ran needs no input */
  finish(outcomeOf: (row: number) => Outcome): {
    readonly gaps: readonly Gap[];
    readonly unclaimed: readonly UnclaimedRecords[];
  } {
    const counted = [...this.#flawed].flatMap(([row, call]) =>
      this.#isExcused(row, call, outcomeOf(row)) ? [] : [call],
    );
    const idle = counted.filter(({ kind }) => kind === 'idle');
    const open = counted.filter(({ kind }) => kind !== 'idle');
    const files = [...new Set(open.map(({ file }) => file))];
    return {
      gaps: files.flatMap((path) =>
        gapsOf(
          path,
          open.filter(({ file }) => file === path),
        ),
      ),
      unclaimed: namesWithCounts(idle).map(([name, records]) => ({ type: `call of ${name}`, records })),
    };
  }

  #isExcused(row: number, { kind }: FlawedCall, outcome: Outcome): boolean {
    if (neverRan(outcome)) return true;
    if (kind === 'silent') return !this.#printed.has(row);
    return (
      kind === 'empty' && (outcome === 'interrupted' || (outcome === 'unknown' && this.#broken.has(row)))
    );
  }
}

/** How a gap counts each kind, one and several. */
const wordings = {
  empty: ['call that ran has no input', 'calls that ran have no input'],
  blanked: [
    'call that ran has nothing where it says what it did',
    'calls that ran have nothing where they say what they did',
  ],
  nameless: ['call has no name of a tool', 'calls have no name of a tool'],
  foreign: [
    'call that ran has an input of no form that is read',
    'calls that ran have inputs of no form that is read',
  ],
  twofold: [
    'call that ran says twice what it runs, and not which of it ran',
    'calls that ran say twice what they run, and not which of it ran',
  ],
  repeated: [
    'call that ran has one part of its input twice, which no writer of JSON does',
    'calls that ran have one part of their inputs twice, which no writer of JSON does',
  ],
  doubled: [
    'call that ran has one part of its input twice, both the same',
    'calls that ran have one part of their inputs twice, both the same',
  ],
  silent: [
    'call that ran prints nothing, and its result does',
    'calls that ran print nothing, and their results do',
  ],
  unfamiliar: [
    'call of a tool that is not known does something that its input does not tell',
    'calls of tools that are not known do something that their inputs do not tell',
  ],
} as const satisfies Readonly<Record<Exclude<Flaw['kind'], 'idle'>, readonly [string, string]>>;
type OpenKind = keyof typeof wordings;

/** What every writer writes was taken out; anything else is of a form that is not read. */
const gapKinds = {
  tampering: ['empty', 'blanked', 'nameless', 'repeated', 'silent'],
  malformed: ['doubled'],
  unsupported: ['foreign', 'twofold', 'unfamiliar'],
} as const satisfies Partial<Record<Gap['kind'], readonly OpenKind[]>>;

function gapsOf(path: string, calls: readonly FlawedCall[]): Gap[] {
  return (['tampering', 'malformed', 'unsupported'] as const).flatMap((kind) => {
    const kinds: readonly OpenKind[] = gapKinds[kind];
    const parts = kinds.flatMap((one) => partOf(one, calls));
    const lines = calls.filter((call) => kinds.some((one) => one === call.kind)).map(({ line }) => line);
    if (parts.length === 0) return [];
    return [{ kind, reason: parts.join('; '), evidence: { path, line: Math.min(...lines) } }];
  });
}

function partOf(kind: OpenKind, calls: readonly FlawedCall[]): string[] {
  const alike = calls.filter((call) => call.kind === kind);
  if (alike.length === 0) return [];
  const names = namesWithCounts(alike).map(([name, count]) => (count === 1 ? name : `${name} (${count})`));
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  const list = names.slice(0, namedAtMost).join(', ') + more;
  const words = `${alike.length} ${wordings[kind][alike.length === 1 ? 0 : 1]}`;
  return [kind === 'empty' || kind === 'nameless' ? words : `${words}: ${list}`];
}

/** The most frequent first. */
function namesWithCounts(calls: readonly FlawedCall[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { about } of calls) {
    const name = about.slice(0, longestName);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
