import { EvidenceDatabase } from '../../evidence/database/evidence-database.ts';
import { isDatabase } from '../../evidence/database/is-database.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import type { DatabaseReading } from '../sources/source.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { Entry } from './entry.ts';

/** How an agent keeps sessions in a database. */
export interface DatabaseForm {
  /** Ids of its sessions, in a fixed order. */
  sessions(database: EvidenceDatabase): Iterable<string>;
  /** The entries of one session. */
  read(database: EvidenceDatabase, file: TranscriptFile): Iterable<Entry>;
}

/** The sessions of a database, each as a file of its own; nothing for a file that is none. */
export function sessionsIn(
  form: DatabaseForm,
  file: TranscriptFile,
  { copies, reportGap }: DatabaseReading,
): readonly TranscriptFile[] | undefined {
  if (!isDatabase(file.path)) return undefined;
  const copy = copies.copyOf(file, reportGap);
  if (copy === undefined) return [];
  const database = new EvidenceDatabase({ copy, reference: file.reference, reportGap });
  try {
    return [...new Set(form.sessions(database))].map((sessionId) => ({ ...file, sessionId, database: copy }));
  } finally {
    database.close();
  }
}

/** The entries of one of those sessions. @param copy of the database that holds it */
export function* readDatabaseSession(
  form: DatabaseForm,
  {
    file,
    copy,
    reportGap,
  }: { readonly file: TranscriptFile; readonly copy: string; readonly reportGap: ReportGap },
): Generator<Entry> {
  const database = new EvidenceDatabase({ copy, reference: file.reference, reportGap });
  try {
    yield* form.read(database, file);
  } finally {
    database.close();
  }
}
