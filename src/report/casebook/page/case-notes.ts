import type { AcceptedEntry, CaseFile } from '../../../evidence/case-file/case-file.ts';
import { caseFileSchema } from '../../../evidence/case-file/case-file-schema.ts';
import { problemIn } from './check-value.ts';

/** What the analyst says of one call, finding or incident. */
export interface Remark {
  /** As `show` takes it, or the id of an incident. */
  readonly reference: string;
  /** Empty where it is only marked. */
  readonly text: string;
}

/** The answers of the analyst: a case file whose notes on places of the evidence are told apart. */
export interface CaseNotes {
  readonly given: Omit<CaseFile, 'notes' | 'accepted'>;
  readonly remarks: readonly Remark[];
  readonly accepted: readonly AcceptedEntry[];
  /** On the case as a whole. */
  readonly others: readonly string[];
}

const onlyMarked = 'marked';

/** @param isKnown whether the case has such a reference */
export function notesOf(file: CaseFile, isKnown: (reference: string) => boolean): CaseNotes {
  const { notes = [], accepted = [], ...given } = file;
  const told = notes.map((note) => ({ note, remark: remarkIn(note, isKnown) }));
  return {
    given,
    remarks: told.flatMap(({ remark }) => remark ?? []),
    accepted,
    others: told.filter(({ remark }) => !remark).map(({ note }) => note),
  };
}

function remarkIn(note: string, isKnown: (reference: string) => boolean): Remark | undefined {
  const end = note.indexOf(': ');
  if (end < 0 || !isKnown(note.slice(0, end))) return undefined;
  const text = note.slice(end + 2);
  return { reference: note.slice(0, end), text: text === onlyMarked ? '' : text };
}

/** What `--case` reads. */
export function caseFileOf({ given, remarks, accepted, others }: CaseNotes): CaseFile {
  const notes = [
    ...others,
    ...remarks.map(({ reference, text }) => `${reference}: ${text === '' ? onlyMarked : text}`),
  ];
  return {
    ...given,
    ...(accepted.length > 0 && { accepted }),
    ...(notes.length > 0 && { notes }),
  };
}

/** Anybody may have written the file. @returns why it is none, where it is none */
export function readCaseFile(text: string): CaseFile | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON; a case file in YAML is read by the program alone';
  }
  const problem = problemIn(value, caseFileSchema, 'a case file') ?? entryWithoutPlace(value);
  // The schema was checked.
  return problem ?? (value as CaseFile);
}

function entryWithoutPlace(value: unknown): string | undefined {
  const { accepted = [] } = value as CaseFile;
  const isWithout = accepted.some(({ subject, reference }) => (subject ?? reference) === undefined);
  return isWithout ? 'an entry of accepted needs a subject or a reference' : undefined;
}
