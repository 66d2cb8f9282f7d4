import { basename } from 'node:path';
import { DatabaseCopies } from './database/database-copies.ts';
import { EvidenceDatabase } from './database/evidence-database.ts';
import type { ReportGap } from './gap.ts';

/** A command as a history keeps it. */
export interface TypedCommand {
  readonly command: string;
  /** Seconds since 1970; absent where the history does not tell. */
  readonly seconds?: number;
  /** Where it stands: the table, and the number of its row. */
  readonly table: string;
  readonly row: number;
}

/** How a shell keeps its history in a database. */
interface HistoryForm {
  readonly table: string;
  readonly command: string;
  readonly time: string;
  /** Units of the time in a second. */
  readonly perSecond: number;
}

const forms: readonly HistoryForm[] = [
  // https://github.com/atuinsh/atuin/tree/main/crates/atuin-client/migrations
  { table: 'history', command: 'command', time: 'timestamp', perSecond: 1_000_000_000 },
  // https://docs.rs/reedline/latest/reedline/struct.SqliteBackedHistory.html
  { table: 'history', command: 'command_line', time: 'start_timestamp', perSecond: 1000 },
  // https://github.com/xonsh/xonsh/blob/main/xonsh/history/sqlite.py
  { table: 'xonsh_history', command: 'inp', time: 'tsb', perSecond: 1 },
  // https://github.com/cantino/mcfly/blob/master/src/history/schema.rs
  { table: 'commands', command: 'cmd', time: 'when_run', perSecond: 1 },
];

/** Commands of a history in a database, the oldest first; what cannot be read is a gap. @param path absolute */
export function* readHistoryDatabase(path: string, reportGap: ReportGap): Generator<TypedCommand> {
  const copies = new DatabaseCopies();
  const reference = basename(path);
  const copy = copies.copyOf({ path, reference }, reportGap);
  const database = copy === undefined ? undefined : new EvidenceDatabase({ copy, reference, reportGap });
  try {
    const table = forms.find((form) => database?.has(form.table))?.table ?? 'history';
    const own = forms.filter((form) => form.table === table);
    const columns = own.flatMap(({ command, time }) => [command, time]);
    for (const row of database?.rows({ table, columns }) ?? []) {
      const form = own.find(({ command }) => typeof row[command] === 'string');
      if (!form) continue;
      const time = row[form.time];
      const isTime = typeof time === 'number' || typeof time === 'bigint';
      yield {
        command: String(row[form.command]),
        table,
        row: Number(row['rowid']),
        ...(isTime && { seconds: Math.floor(Number(time) / form.perSecond) }),
      };
    }
  } finally {
    database?.close();
    copies.close();
  }
}
