import type { ReportGap } from '../../evidence/gap.ts';
import { readerFor } from '../sources/claude-code/reader-for.ts';
import type { Source } from '../sources/source.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { type DatabaseForm, readDatabaseSession, sessionsIn } from './database-sessions.ts';
import type { Entry } from './entry.ts';
import { EntryContent } from './entry-content.ts';
import { EntryDigester } from './entry-digester.ts';
import { type IdScope, withOwnIds } from './own-ids.ts';
import { withoutCopies } from './without-copies.ts';

/** What a store of an agent needs to say: where its files lie, and what each says in its order. */
export interface EntryStore extends Pick<Source, 'agent' | 'locate' | 'traces'> {
  /** Every entry of a file; what cannot be read becomes a gap, never an exception. The same in every reading. */
  read(file: TranscriptFile, reportGap: ReportGap): Iterable<Entry>;
  /** Of an agent that keeps sessions in databases as well. */
  readonly database?: DatabaseForm;
  /** Of an agent whose ids of calls are given by models; absent where its program makes them. */
  readonly ids?: IdScope;
  /** Whether a file tells less of a session than another file of the same session, if there is one. */
  isCopy?(file: TranscriptFile): boolean;
}

/** A source whose sessions are told as entries. */
export function entrySource({ read, database, isCopy, ids, ...store }: EntryStore): Source {
  const entriesOf = (file: TranscriptFile, reportGap: ReportGap): Iterable<Entry> => {
    const { database: copy } = file;
    const entries =
      database && copy !== undefined
        ? readDatabaseSession(database, { file, copy, reportGap })
        : read(file, reportGap);
    return ids === undefined ? entries : withOwnIds(entries, file, ids);
  };
  return {
    ...store,
    ...(database && { sessionsIn: (file, reading) => sessionsIn(database, file, reading) }),
    digest(files, { key, reportGap }) {
      const scanner = readerFor(key);
      const digester = new EntryDigester((text) => scanner.hash(text));
      const told = isCopy ? withoutCopies(files, { isCopy, entriesOf, reportGap }) : files;
      for (const { index, file } of told) digester.take(file, index, entriesOf(file, reportGap));
      return digester.finish();
    },
    open: (file) => new EntryContent(file, () => entriesOf(file, () => undefined)),
  };
}
