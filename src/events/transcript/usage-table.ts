import { Columns } from './columns.ts';
import { type UsageColumns, usageLayout } from './group-digest.ts';
import { idHash } from './id-hash.ts';
import { type JsonObject, objectOf, textOf } from './json-object.ts';
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
  readonly #salt: string;
  readonly #names: NameList;
  readonly #table = new Columns(usageLayout);
  readonly #rowOfMessage = new Map<string, number>();

  /** @param names of the group, to which those of models are added */
  constructor(salt: string, names: NameList) {
    this.#salt = salt;
    this.#names = names;
  }

  /** @returns output tokens that no earlier record of the message counted */
  take(body: JsonObject, session: number): number {
    const usage = objectOf(body['usage']);
    const id = textOf(body['id']);
    if (!usage || id === undefined) return 0;
    const row = this.#rowOfMessage.get(id) ?? this.#add(id, session);
    const { column } = this.#table;
    const before = column.output[row] ?? 0;
    // The last record of a message knows its output: https://docs.claude.com/en/api/messages-streaming
    for (const kind of kinds)
      column[kind][row] = Math.max(column[kind][row] ?? 0, count(usage[fields[kind]]));
    const hour = count(objectOf(usage['cache_creation'])?.['ephemeral_1h_input_tokens']);
    column.cacheCreationHour[row] = Math.max(column.cacheCreationHour[row] ?? 0, hour);
    column.modelName[row] = this.#names.index(textOf(body['model']) ?? '');
    return (column.output[row] ?? 0) - before;
  }

  data(): UsageColumns {
    return this.#table.data();
  }

  #add(id: string, session: number): number {
    const row = this.#table.push();
    this.#rowOfMessage.set(id, row);
    this.#table.column.idHash[row] = idHash(this.#salt, id);
    this.#table.column.session[row] = session;
    return row;
  }
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
