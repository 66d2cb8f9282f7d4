import type { Gap } from '../../evidence/gap.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { UnclaimedRecords } from '../unclaimed-records.ts';
import type { Entry } from './entry.ts';

const namedAtMost = 5;
const typesAtMost = 100;
const longestType = 40;

/** Records of no form that is read: those that can hold no call, no prompt and no mode are counted, others are gaps. */
export class UnclaimedEntries {
  readonly gaps: Gap[] = [];
  readonly #idle = new Map<string, number>();
  #types = new Map<string, number>();
  #first: Entry | undefined;

  take(entry: Extract<Entry, { readonly kind: 'unclaimed' }>): void {
    const type = entry.type.slice(0, longestType);
    count(entry.mayHoldCall ? this.#types : this.#idle, type);
    if (entry.mayHoldCall) this.#first ??= entry;
  }

  /** The file is at its end. */
  close({ reference }: TranscriptFile): void {
    if (this.#first) this.gaps.push(gapOf(this.#types, reference, this.#first));
    this.#types = new Map();
    this.#first = undefined;
  }

  list(): UnclaimedRecords[] {
    return [...this.#idle].map(([type, records]) => ({ type, records }));
  }
}

function gapOf(types: ReadonlyMap<string, number>, path: string, { place }: Entry): Gap {
  const records = [...types.values()].reduce((sum, number) => sum + number, 0);
  const names = [...types.keys()].sort();
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  const are = records === 1 ? 'record is' : 'records are';
  const reason = `${records} ${are} of no form that is read: ${names.slice(0, namedAtMost).join(', ')}${more}`;
  return { kind: 'unsupported', reason, evidence: { path, ...place } };
}

function count(counts: Map<string, number>, type: string): void {
  if (counts.size < typesAtMost || counts.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
}
