import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from './book.ts';
import type { Desk } from './desk.ts';
import { dayOf, nameOfZone, timeOf } from './times.ts';

/** Rows beyond the edges, so that none is empty while somebody scrolls. */
const overscan = 8;
const narrow = 760;
const [lowRow, highRow] = [28, 56];

/** Calls, of which only those on the screen are elements: their rows are of one height. */
export function CallList({ desk }: { readonly desk: Desk }) {
  const element = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600, rowHeight: lowRow });
  const { listed } = desk;
  const { zone } = desk.state;
  const current = currentOf(desk);
  const place = indexOf(listed, current);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => {
      const rowHeight = window.innerWidth < narrow ? highRow : lowRow;
      setScroll((before) => ({ ...before, top: box.scrollTop, height: box.clientHeight, rowHeight }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  // What is opened is brought into view, not what happens to stand where something else was.
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || place < 0) return;
    const top = place * scroll.rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + scroll.rowHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top + scroll.rowHeight - box.clientHeight;
  }, [place, listed, scroll.rowHeight]);
  const first = Math.max(0, Math.floor(scroll.top / scroll.rowHeight) - overscan);
  const last = Math.min(listed.length, Math.ceil((scroll.top + scroll.height) / scroll.rowHeight) + overscan);
  const top = desk.row(listed[Math.floor(scroll.top / scroll.rowHeight)] ?? -1);
  return (
    <>
      <p class="day">{top ? `${dayOf(top.at, zone)} (${nameOfZone(zone)})` : 'No call.'}</p>
      <div
        id="calls"
        class="calls"
        ref={element}
        role="grid"
        tabIndex={0}
        aria-label="Calls"
        aria-rowcount={listed.length}
        aria-activedescendant={place < 0 ? undefined : `call-${current}`}
        onScroll={({ currentTarget }) => setScroll({ ...scroll, top: currentTarget.scrollTop })}
        onKeyDown={(event) =>
          page(event, desk, Math.max(1, Math.floor(scroll.height / scroll.rowHeight) - 1))
        }
      >
        <div class="rows" role="rowgroup" style={{ height: `${listed.length * scroll.rowHeight}px` }}>
          {listed.slice(first, last).map((number, index) => {
            const row = desk.row(number);
            if (!row) return null;
            const at = { top: `${(first + index) * scroll.rowHeight}px`, height: `${scroll.rowHeight}px` };
            return (
              <CallRow
                key={number}
                desk={desk}
                row={row}
                index={first + index}
                at={at}
                isOpen={number === current}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

interface CallRowProps {
  readonly desk: Desk;
  readonly row: Row;
  readonly index: number;
  readonly at: { readonly top: string; readonly height: string };
  readonly isOpen: boolean;
}

function CallRow({ desk, row, index, at, isOpen }: CallRowProps) {
  const finding = desk.book.gravest(row);
  const isMarked = desk.remarkOn(row.reference) !== undefined;
  const isOff = row.mode === 'bypassPermissions';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of all its rows
    <div
      id={`call-${row.number}`}
      class={isOff ? 'row prompts-off' : 'row'}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isOpen}
      style={at}
      onClick={() => desk.open({ kind: 'call', number: row.number })}
    >
      <span role="gridcell" class="time">
        {timeOf(row.at, desk.state.zone)}
      </span>
      <span role="gridcell" class="tool">
        {row.tool}
      </span>
      <span role="gridcell" class="what">
        {row.argument}
      </span>
      <span role="gridcell" class="outcome">
        {row.outcome}
      </span>
      <span role="gridcell" class="verdict-of-call">
        {isMarked ? '★ ' : ''}
        {finding ? (
          <span class={`level-mark mark-${finding.level}`}>{`${finding.level}, ${finding.state}`}</span>
        ) : (
          ''
        )}
      </span>
    </div>
  );
}

function currentOf({ state: { open } }: Desk): number {
  return open?.kind === 'call' ? open.number : -1;
}

/** Numbers are in order. */
function indexOf(numbers: readonly number[], number: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function page(event: KeyboardEvent, desk: Desk, rows: number): void {
  const by = event.key === 'PageDown' ? rows : event.key === 'PageUp' ? -rows : 0;
  if (by === 0) return;
  event.preventDefault();
  const place = Math.max(0, indexOf(desk.listed, currentOf(desk)));
  const number = desk.listed[Math.min(desk.listed.length - 1, Math.max(0, place + by))];
  if (number !== undefined) desk.open({ kind: 'call', number });
}
