import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { copyCommand, copyReference, openReference, toggleMark } from './actions.ts';
import type { Desk } from './desk.ts';
import { quoted, toggled } from './query.ts';
import { momentOf } from './times.ts';

/** A name beside what it says. */
export function Field({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface FilterProps {
  readonly desk: Desk;
  readonly name: string;
  readonly value: string;
}

/** A value that the list can be searched for, or for what has it not. */
export function Filter({ desk, name, value }: FilterProps) {
  const term = `${name}:${quoted(value)}`;
  const ask = (written: string) => desk.ask({ query: toggled(desk.state.query, written) });
  return (
    <span class="filter">
      {value}{' '}
      <button type="button" aria-label={`Only ${term}`} onClick={() => ask(term)}>
        +
      </button>
      <button type="button" aria-label={`Not ${term}`} onClick={() => ask(`-${term}`)}>
        −
      </button>
    </span>
  );
}

/** A text of the evidence, and how much of it is here. */
export function Evidence({
  text,
  wholeLength,
}: {
  readonly text: string;
  readonly wholeLength?: number | undefined;
}) {
  return (
    <>
      <pre>{text}</pre>
      {wholeLength !== undefined && (
        <p class="soft">
          {text.length} of {wholeLength} characters: show --full has the rest.
        </p>
      )}
    </>
  );
}

/** What can be done with whatever is open. */
export function Tools({ desk }: { readonly desk: Desk }) {
  const reference = openReference(desk);
  const remark = desk.remarkOn(reference);
  return (
    <p class="tools">
      {reference !== '' && (
        <button type="button" onClick={() => copyReference(desk)}>
          Copy reference
        </button>
      )}
      {reference !== '' && desk.state.open?.kind !== 'incident' && (
        <button type="button" onClick={() => copyCommand(desk)}>
          Copy show command
        </button>
      )}
      {reference !== '' && (
        <button type="button" aria-pressed={remark !== undefined} onClick={() => toggleMark(desk)}>
          Mark
        </button>
      )}
      <a href={desk.address()}>Link to this</a>
    </p>
  );
}

export function NoteField({ desk }: { readonly desk: Desk }) {
  const reference = openReference(desk);
  if (reference === '') return null;
  return (
    <label class="note">
      Note
      <textarea
        id="note"
        rows={2}
        maxLength={3500}
        value={desk.remarkOn(reference)?.text ?? ''}
        onInput={({ currentTarget }) => desk.remark(reference, currentTarget.value.replaceAll('\n', ' '))}
      />
    </label>
  );
}

const mostFindings = 40;

/** Findings that lead to themselves. */
export function FindingLinks({
  desk,
  findings,
}: {
  readonly desk: Desk;
  readonly findings: readonly number[];
}) {
  return (
    <ul class="findings">
      {findings.slice(0, mostFindings).map((number) => {
        const finding = desk.book.case.findings[number];
        return (
          finding && (
            <li key={number}>
              <a href={desk.address({ kind: 'finding', number })}>
                <span class={`level-mark mark-${finding.level}`}>
                  {finding.level}, {finding.state}
                </span>{' '}
                {finding.title}
              </a>
            </li>
          )
        );
      })}
    </ul>
  );
}

const mostShown = 20;

/** Calls that lead to themselves, a part at a time. */
export function CallLinks({ desk, calls }: { readonly desk: Desk; readonly calls: readonly number[] }) {
  const [shown, setShown] = useState(mostShown);
  return (
    <>
      <ul class="call-links">
        {calls.slice(0, shown).map((number) => {
          const row = desk.row(number);
          return (
            row && (
              <li key={number}>
                <a href={desk.address({ kind: 'call', number })}>
                  {momentOf(row.at, desk.state.zone)} {row.tool} {row.argument.slice(0, 80)}
                </a>
              </li>
            )
          );
        })}
      </ul>
      {calls.length > shown && shown < 200 && (
        <button type="button" onClick={() => setShown(shown + mostShown)}>
          {calls.length - shown} more
        </button>
      )}
    </>
  );
}
