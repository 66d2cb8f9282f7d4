import type { IdHash, ScannedValue } from '../../evidence/transcripts/scanner/scanned-value.ts';
import { Columns } from './columns.ts';
import { type UsageColumns, usageLayout } from './group-digest.ts';
import { IdTable } from './id-table.ts';
import type { NameList } from './name-list.ts';

/** Fields of a message's `usage`. https://docs.claude.com/en/api/messages */
const fields = {
  input: 'input_tokens',
  output: 'output_tokens',
  cacheRead: 'cache_read_input_tokens',
  cacheCreation: 'cache_creation_input_tokens',
} as const;
const kinds = ['input', 'output', 'cacheRead', 'cacheCreation'] as const;

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
  take(body: ScannedValue, session: number): number {
    const usage = body.member('usage');
    const id = usage?.isObject ? body.member('id')?.id() : undefined;
    if (!usage || !id) return 0;
    const row = this.#rows.get(id)?.row ?? this.#add(id, session);
    const { column } = this.#table;
    const before = column.output[row] ?? 0;
    // The last record of a message knows its output: https://docs.claude.com/en/api/messages-streaming
    for (const kind of kinds)
      column[kind][row] = Math.max(column[kind][row] ?? 0, count(usage.member(fields[kind])?.number()));
    const hour = count(usage.member('cache_creation')?.member('ephemeral_1h_input_tokens')?.number());
    column.cacheCreationHour[row] = Math.max(column.cacheCreationHour[row] ?? 0, hour);
    column.modelName[row] = this.#names.index(body.member('model')?.text() ?? '');
    return (column.output[row] ?? 0) - before;
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

function count(value: number | undefined): number {
  return value !== undefined && value > 0 ? value : 0;
}
