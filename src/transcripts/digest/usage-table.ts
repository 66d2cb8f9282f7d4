import type { IdHash } from '../scanner/scanned-value.ts';
import type { TokenUsage } from '../session-summary.ts';
import type { MessageView } from '../sources/claude-code/message-view.ts';
import { Columns } from './columns.ts';
import { type UsageColumns, usageLayout } from './group-digest.ts';
import { IdTable } from './id-table.ts';
import type { NameList } from './name-list.ts';

/** A message of the model, and its tokens as far as they are known. */
export interface CountedMessage {
  readonly model: string | undefined;
  readonly usage: TokenUsage & { readonly cacheCreationHour: number };
  /** Its end, and with it the last count of its output, is not recorded. */
  readonly isUnfinished: boolean;
}

/** Tokens of each message once, although each record of a message repeats them. */
export class UsageTable {
  readonly #names: NameList;
  readonly #table = new Columns(usageLayout);
  readonly #rows = new IdTable();

  /** @param names of the group, to which those of models are added */
  constructor(names: NameList) {
    this.#names = names;
  }

  /** @returns output tokens that no earlier record of the message counted */
  take(body: MessageView, session: number): number {
    const { usage } = body;
    const id = usage && body.id;
    if (!usage || !id) return 0;
    return this.add(id, { model: body.model, usage, isUnfinished: body.isUnfinished }, session);
  }

  /** The largest numbers of a message count. @returns output tokens that were not counted before */
  add(id: IdHash, { model, usage, isUnfinished }: CountedMessage, session: number): number {
    const known = this.#rows.get(id)?.row;
    const row = known ?? this.#add(id, session);
    const { column } = this.#table;
    const before = column.output[row] ?? 0;
    // A message begins with a first count of its output; the last one comes when it ends, and many records lack it:
    // https://docs.claude.com/en/api/messages-streaming
    raise(column.input, row, usage.input);
    raise(column.output, row, usage.output);
    raise(column.cacheRead, row, usage.cacheRead);
    raise(column.cacheCreation, row, usage.cacheCreation);
    raise(column.cacheCreationHour, row, usage.cacheCreationHour);
    const output = column.output[row] ?? 0;
    const isFinal = !isUnfinished || (known !== undefined && output > before);
    if (isFinal) column.unfinished[row] = 0;
    else if (known === undefined) column.unfinished[row] = 1;
    column.modelName[row] = this.#names.index(model ?? '');
    return output - before;
  }

  data(): UsageColumns {
    return this.#table.data();
  }

  #add(id: IdHash, session: number): number {
    const row = this.#table.push();
    this.#rows.claim(id, 0, row);
    this.#table.column.idLow[row] = id.low;
    this.#table.column.idHigh[row] = id.high;
    this.#table.column.session[row] = session;
    return row;
  }
}

function raise(column: Float64Array, row: number, to: number): void {
  if (to > (column[row] ?? 0)) column[row] = to;
}
