import type { Gap } from '../../../evidence/gap.ts';
import { objectOf } from '../../../json-object.ts';
import { couldHold, type Sought } from '../../digest/possible-content.ts';
import type { UnclaimedRecords } from '../../unclaimed-records.ts';
import { holdsInnerRecord } from './inner-record.ts';
import type { Message } from './message.ts';
import type { BlockView } from './message-view.ts';
import { isModeRead } from './mode-tracker.ts';
import {
  attachmentTypes,
  idleBlocks,
  idleFamilies,
  idleTypes,
  progressTypes,
  readTypes,
  systemSubtypes,
} from './record-types.ts';
import type { RecordView } from './record-view.ts';
import type { FilePlace } from './session-notes.ts';

/** How many records of one file are of forms that are not read. */
interface FileForms {
  readonly path: string;
  records: number;
  /** Lines that could not be read are gaps already. */
  lost: number;
  unread: number;
  firstLine: number;
  readonly unreadForms: Map<string, number>;
}

/** They follow a prompt, whose mode holds for them. */
const following: ReadonlySet<string> = new Set(['assistant', 'progress']);

const namedAtMost = 5;
const formsAtMost = 100;
const longestName = 40;

/** Each file of a group in turn: whether every record is of a form that is read, or can hold nothing that matters. */
export class FormCheck {
  readonly #gaps: Gap[] = [];
  readonly #unclaimed = new Map<string, number>();
  #file: FileForms | undefined;
  #line = 0;
  #lostLine: number | undefined;
  /** The record is counted as unread. */
  #isCounted = false;

  open({ reference }: FilePlace): void {
    this.#close();
    this.#lostLine = undefined;
    this.#file = {
      path: reference,
      records: 0,
      lost: 0,
      unread: 0,
      firstLine: 0,
      unreadForms: new Map(),
    };
  }

  /** What can be read of the line is judged no further: it is a gap already. */
  loseLine(line: number | undefined): void {
    if (this.#file) this.#file.lost += 1;
    this.#lostLine = line;
  }

  take(record: RecordView, line: number): void {
    if (this.#file) this.#file.records += 1;
    this.#line = line;
    this.#isCounted = false;
    if (line === this.#lostLine) return;
    const { type } = record;
    if (type === 'user' || type === 'assistant') {
      if (!record.isMessage) this.#miss(`${type} without a message`);
    } else if (record.hasMessage) this.#miss(type);
    else if (readTypes.has(type)) this.#takeProgram(record, type);
    else if (!isIdle(type)) this.#takeUnknown(type, record.json());
    this.#lookInside(record);
    if (!following.has(type) && !isModeRead(record)) this.#miss(`${type} with an unknown permission mode`);
  }

  /** The message of the record that was taken last. */
  takeMessage({ body: { role, content }, type, copy }: Message): void {
    if (copy !== 'record' || (type !== 'user' && type !== 'assistant')) return;
    if (role !== '' && role !== type) this.#miss(`${type} in the role ${role}`);
    if (!content?.isString && !content?.isArray) this.#miss(`${type} without content`);
  }

  /** A block that is neither a call nor a result. */
  takeBlock(block: BlockView, type: string, { type: owner }: Message): void {
    if (idleBlocks.has(type)) return;
    this.#takeUnknown(`${owner} with a block ${type}`, block.json());
  }

  /** An element of a message's content that is no block. */
  takeStray({ type }: Message): void {
    this.#miss(`${type} with content of no known form`);
  }

  finish(): { readonly gaps: readonly Gap[]; readonly unclaimed: readonly UnclaimedRecords[] } {
    this.#close();
    const unclaimed = [...this.#unclaimed].map(([type, records]) => ({ type, records }));
    return { gaps: this.#gaps, unclaimed };
  }

  /** Beside a message, and under the types that have none, no other record is read. */
  #lookInside(record: RecordView): void {
    const { type } = record;
    if (type === 'progress' || this.#isCounted) return;
    const isSpoken = type === 'user' || type === 'assistant';
    const inside = objectOf(isSpoken ? record.dataJson() : record.json());
    if (inside && holdsInnerRecord(isSpoken ? { data: inside } : inside))
      this.#miss(`${type} with a record in it`);
  }

  /** What the program itself tells; its words are no call and no prompt. */
  #takeProgram(record: RecordView, type: string): void {
    if (type === 'system' && !systemSubtypes.has(record.subtype)) {
      this.#takeUnknown(`system ${record.subtype}`, { ...objectOf(record.json()), content: undefined });
    }
    const { attachment } = record;
    const kind = attachment?.member('type')?.text() ?? '';
    if (attachment && !attachmentTypes.has(kind))
      this.#takeUnknown(`attachment ${kind}`, attachment.json(), 'call');
    if (type === 'progress' && !progressTypes.has(record.progressKind)) this.#takeProgress(record);
  }

  /** A message in it is read, whatever tells of it. */
  #takeProgress(record: RecordView): void {
    const data = objectOf(objectOf(record.json())?.['data']);
    if (data) this.#takeUnknown(`progress ${record.progressKind}`, { ...data, message: undefined }, 'call');
  }

  #takeUnknown(form: string, value: unknown, sought?: Sought): void {
    const record = objectOf(value);
    // Nobody writes a record of nothing.
    if (!record || Object.keys(record).length === 0 || couldHold(record, sought)) this.#miss(form);
    else count(this.#unclaimed, form);
  }

  #miss(form: string): void {
    const file = this.#file;
    if (!file || this.#line === this.#lostLine) return;
    count(file.unreadForms, form);
    if (this.#isCounted) return;
    this.#isCounted = true;
    if (file.unread === 0) file.firstLine = this.#line;
    file.unread += 1;
  }

  #close(): void {
    const file = this.#file;
    if (file) this.#gaps.push(...gapsOf(file));
    this.#file = undefined;
  }
}

function isIdle(type: string): boolean {
  return idleTypes.has(type) || idleFamilies.some((beginning) => type.startsWith(beginning));
}

function gapsOf({ path, records, lost, unread, firstLine, unreadForms }: FileForms): Gap[] {
  if (records + lost === 0) {
    return [{ kind: 'truncated', reason: 'holds no record: what it held is not known', evidence: { path } }];
  }
  if (unread === 0) return [];
  const forms = [...unreadForms].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([form]) => form);
  const more = forms.length > namedAtMost ? ` and ${forms.length - namedAtMost} more` : '';
  const reason = `${unread} of ${records} records ${unread === 1 ? 'is' : 'are'} of no form that is read: ${forms.slice(0, namedAtMost).join(', ')}${more}`;
  return [{ kind: 'unsupported', reason, evidence: { path, line: firstLine } }];
}

/** Names are the evidence's: there may be any number of them, of any length. */
function count(counts: Map<string, number>, form: string): void {
  const written = form.trim() === '' ? '(no type)' : form.slice(0, longestName);
  const name = counts.has(written) || counts.size < formsAtMost ? written : 'others';
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
