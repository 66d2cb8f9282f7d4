import { useState } from 'preact/hooks';
import { download } from './actions.ts';
import { notesOf, readCaseFile } from './case-notes.ts';
import type { Desk } from './desk.ts';
import { Dialog } from './dialog.tsx';

const mostBytes = 1_000_000;
const mostShown = 200;

/** The case file: what is written here, out to a file and in again. */
export function NotesDialog({ desk }: { readonly desk: Desk }) {
  const [said, say] = useState('');
  const { remarks, accepted, others } = desk.state.notes;
  const lines = [
    ...remarks.map(({ reference, text }) => `★ ${reference} ${text}`),
    ...accepted.map(
      ({ query, reason, by, until }) => `${query}: accepted by ${by} until ${until}: ${reason}`,
    ),
    ...others,
  ];
  return (
    <Dialog desk={desk} title="Marks and notes">
      <p>
        They are a case file: save it, and give it to the program with --case. What is not saved is gone when
        the page is closed.
      </p>
      <p class="tools">
        <button type="button" onClick={() => download(desk)}>
          Save case.json
        </button>
        <label>
          Open a case file
          <input
            type="file"
            accept=".json,application/json"
            onChange={async ({ currentTarget }) => say(await take(desk, currentTarget.files?.[0]))}
          />
        </label>
      </p>
      <p role="status">{said}</p>
      <ul>
        {lines.slice(0, mostShown).map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      {lines.length > mostShown && <p>{lines.length - mostShown} more.</p>}
    </Dialog>
  );
}

/** In place of what was there. @returns what came of it */
async function take(desk: Desk, file: File | undefined): Promise<string> {
  if (!file) return '';
  if (file.size > mostBytes) return `Not opened: it is larger than ${mostBytes} bytes.`;
  const read = readCaseFile(await file.text());
  if (typeof read === 'string') return `Not opened: ${read}.`;
  const notes = notesOf(read, (reference) => desk.references.isKnown(reference));
  desk.set({ notes, isUnsaved: false });
  return `Opened: ${notes.remarks.length} marks and notes on calls, ${notes.accepted.length} accepted findings, ${notes.others.length} other notes.`;
}
