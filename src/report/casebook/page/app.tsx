import { useEffect, useState } from 'preact/hooks';
import { CallList } from './call-list.tsx';
import type { Desk } from './desk.ts';
import { HelpDialog } from './help-dialog.tsx';
import { NotesDialog } from './notes-dialog.tsx';
import { OpenPane } from './open-pane.tsx';
import { Overview } from './overview.tsx';
import { SearchBar } from './search-bar.tsx';
import { SidePane } from './side-pane.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole page beside its document. */
export function App({ desk }: { readonly desk: Desk }) {
  const [, turn] = useState(0);
  useEffect(() => desk.subscribe(() => turn((count) => count + 1)), [desk]);
  const { view, open, isSideOpen, dialog, message } = desk.state;
  const pane = isSideOpen ? 'side' : open ? 'open' : 'calls';
  return (
    <div class="desk" data-pane={pane}>
      <TopBar desk={desk} />
      {view === 'book' && (
        <>
          <Overview desk={desk} />
          <div class="panes" role="main" aria-label="Calls">
            <SidePane desk={desk} />
            <div class="middle">
              <SearchBar desk={desk} />
              <CallList desk={desk} />
            </div>
            <OpenPane desk={desk} />
          </div>
          <LeftOut desk={desk} />
        </>
      )}
      <p class="message" role="status">
        {message}
      </p>
      {dialog === 'help' && <HelpDialog desk={desk} />}
      {dialog === 'notes' && <NotesDialog desk={desk} />}
    </div>
  );
}

/** What a reader does not find here, and where it is. */
function LeftOut({ desk }: { readonly desk: Desk }) {
  const { book } = desk;
  const { calls, callsLeftOut, resultsLeftOut, textsCut, hasCalls } = book.case.counts;
  const unread = book.isWhole
    ? ''
    : ` Texts read so far: ${book.details.length} of ${book.rows.length} calls.`;
  return (
    <footer class="left-out">
      {hasCalls
        ? `${book.rows.length} of ${calls} calls in this file, ${callsLeftOut} left out; ${resultsLeftOut} results left out and ${textsCut} texts cut for its size: yolo-triage show has them.${unread}`
        : `No call is in this file: it was made from a case document, which holds none. The case has ${calls}.`}
    </footer>
  );
}
