import type { Gap } from '../../../evidence/gap.ts';
import { IdSet } from '../../digest/id-set.ts';
import type { IdHash } from '../../scanner/scanned-value.ts';
import type { RecordView } from './record-view.ts';
import type { FilePlace } from './session-notes.ts';

/** Records of one session that do not fit to those around them. */
interface Misfit {
  readonly path: string;
  readonly line: number;
  readonly session: string;
}

interface Follower extends Misfit {
  readonly parent: IdHash;
  readonly file: number;
}

/**
 * Real records come out of order by hours at most, where a version writes results late or copies a subagent's messages
 * (measured over 5,331 transcripts of versions 1.0.17 to 2.1.237).
 */
const furthestBackMs = 86_400_000;

/** Each file of a group in turn: whether every record follows one that is there, and later than it. */
export class ChainCheck {
  readonly #uuids = new IdSet();
  readonly #followers: Follower[] = [];
  readonly #backwards: Misfit[] = [];
  /** Sessions that the records of each file name: a file of several carries on another, whose records it lacks. */
  readonly #sessionsOfFile: Set<string>[] = [];
  #latestAt = Number.NaN;
  #isFirst = true;
  #isReplay = false;
  #path = '';
  #hasLostLines = false;

  open({ reference, kind }: FilePlace): void {
    this.#sessionsOfFile.push(new Set());
    this.#latestAt = Number.NaN;
    this.#isFirst = true;
    this.#isReplay = kind === 'replay';
    this.#path = reference;
  }

  /** A line could not be read: what followed it follows nothing, and that is reported already. */
  loseLine(): void {
    this.#hasLostLines = true;
  }

  take(record: RecordView, session: string, line: number): void {
    const { at, uuid } = record;
    const file = this.#sessionsOfFile.length - 1;
    this.#sessionsOfFile[file]?.add(session);
    if (uuid) this.#uuids.add(uuid);
    if (this.#isReplay) return;
    // A summary of a long session, and the notes that the agent adds to it, carry the time of what they stand for.
    const isAdded = record.isMeta || record.isCompactSummary;
    if (!isAdded && this.#latestAt - at > furthestBackMs)
      this.#backwards.push({ path: this.#path, line, session });
    if (!(this.#latestAt > at)) this.#latestAt = at;
    if (!uuid) return;
    const parent = this.#isFirst ? undefined : record.parentUuid;
    this.#isFirst = false;
    if (!parent || this.#uuids.has(parent)) return;
    const { type } = record;
    if (type !== 'user' && type !== 'assistant') return;
    this.#followers.push({ path: this.#path, line, session, parent, file });
  }

  /** One gap for each session and kind, when all files have been read. */
  gaps(): Gap[] {
    const dangling = this.#hasLostLines ? [] : this.#followers.filter((one) => this.#isDangling(one));
    return [
      ...perSession(dangling, 'missing', (count) =>
        count === 1
          ? 'the record follows one that is in no transcript: lines before it are gone'
          : `${count} records of the session, of which this is the first, follow ones that are in no transcript: lines are gone`,
      ),
      ...perSession(
        this.#backwards,
        'tampering',
        (count) =>
          `the time runs backwards by more than a day, ${count === 1 ? 'once' : `${count} times`} in the session`,
      ),
    ];
  }

  #isDangling({ parent, file }: Follower): boolean {
    return !this.#uuids.has(parent) && this.#sessionsOfFile[file]?.size === 1;
  }
}

function perSession(misfits: readonly Misfit[], kind: Gap['kind'], reason: (count: number) => string): Gap[] {
  const counts = new Map<string, number>();
  for (const { session } of misfits) counts.set(session, (counts.get(session) ?? 0) + 1);
  return [...counts].flatMap(([session, count]) => {
    const first = misfits.find((one) => one.session === session);
    return first ? [{ kind, reason: reason(count), evidence: { path: first.path, line: first.line } }] : [];
  });
}
