import type { Desk } from './desk.ts';
import { nameOfZone } from './times.ts';

/** What the case comes to, whatever else is on the screen. */
export function TopBar({ desk }: { readonly desk: Desk }) {
  const { title, verdict, disclosure, tlp, redacted, gaps, counts } = desk.book.case;
  const { view, zone, notes, isUnsaved, isSideOpen } = desk.state;
  const gapCount = gaps.length + counts.gapsLeftOut;
  const noteCount = notes.remarks.length + notes.accepted.length + notes.others.length;
  return (
    <header class="top">
      <h1>
        <span class={`word verdict-word-${verdict}`}>{verdict}</span> · {disclosure}
      </h1>
      <span class="case-name">{title}</span>
      <span>TLP:{tlp}</span>
      <span class={gapCount > 0 ? 'warned' : ''}>{gapCount === 1 ? '1 gap' : `${gapCount} gaps`}</span>
      <span class={redacted ? '' : 'warned'}>{redacted ? 'secrets redacted' : 'SECRETS SHOWN'}</span>
      <span class="buttons">
        {view === 'book' && (
          <button
            type="button"
            class="only-narrow"
            aria-expanded={isSideOpen}
            onClick={() => desk.set({ isSideOpen: !isSideOpen })}
          >
            Lists
          </button>
        )}
        <button
          type="button"
          aria-pressed={view === 'document'}
          onClick={() => desk.view(view === 'book' ? 'document' : 'book')}
        >
          Document
        </button>
        <button type="button" aria-pressed={zone === 'local'} onClick={() => desk.turnClock()}>
          Times: {nameOfZone(zone)}
        </button>
        <button type="button" onClick={() => desk.set({ dialog: 'notes' })}>
          Notes {noteCount}
          {isUnsaved ? ', unsaved' : ''}
        </button>
        <button type="button" aria-label="Help: keys and search" onClick={() => desk.set({ dialog: 'help' })}>
          ?
        </button>
      </span>
    </header>
  );
}
