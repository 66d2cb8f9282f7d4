import { useState } from 'preact/hooks';
import type { BookFinding } from '../payload.ts';
import type { Desk } from './desk.ts';
import { CallLinks, Evidence, Field, NoteField, Tools } from './fields.tsx';

/** What a query found, and whether somebody has answered for it. */
export function FindingCard({ desk, number }: { readonly desk: Desk; readonly number: number }) {
  const finding = desk.book.case.findings[number];
  if (!finding) return null;
  const { title, query, level, state, requested, subject, context, nextStep, reference, calls, count } =
    finding;
  return (
    <article>
      <h2>
        <span class={`level-mark mark-${level}`}>{`${level}, ${state}`}</span> {title}
      </h2>
      <p class="reference">
        <code>{reference}</code>
      </p>
      <Tools desk={desk} />
      <dl>
        <Field name="About">
          <Evidence text={subject} />
        </Field>
        {context.length > 0 && <Field name="Level because">{context.join(' ')}</Field>}
        {nextStep !== undefined && <Field name="Next step">{nextStep}</Field>}
        <Field name="Asked for">A human asked for it: {requested}</Field>
        <Field name="Query">
          <code>{query}</code>{' '}
          <button type="button" onClick={() => desk.ask({ query: `finding:${query}` })}>
            All its calls
          </button>
        </Field>
        <Field name={`Calls ${count}`}>
          <CallLinks desk={desk} calls={calls} />
          {calls.length === 0 && (
            <span class="soft">None: it is about what stands on disk, or its calls are left out.</span>
          )}
        </Field>
      </dl>
      <Acceptance desk={desk} finding={finding} />
      <NoteField desk={desk} />
    </article>
  );
}

/** An entry of the case file; the verdict counts it when the report is made again with the file. */
function Acceptance({ desk, finding }: { readonly desk: Desk; readonly finding: BookFinding }) {
  const { query, reference } = finding;
  const known = desk.state.notes.accepted.find((one) => one.query === query && one.reference === reference);
  const [entry, setEntry] = useState({ reason: '', by: '', until: '' });
  if (finding.accepted !== undefined) return <p>Accepted: {finding.accepted}</p>;
  if (known)
    return (
      <p>{`Accepted in your notes by ${known.by} until ${known.until}: it counts until the report is made again with them.`}</p>
    );
  const isWhole = Object.values(entry).every((value) => value.trim() !== '');
  return (
    <fieldset>
      <legend>Somebody answers for it</legend>
      <label>
        Reason
        <input
          value={entry.reason}
          maxLength={4000}
          onInput={({ currentTarget: { value } }) => setEntry({ ...entry, reason: value })}
        />
      </label>
      <label>
        Who
        <input
          value={entry.by}
          maxLength={4000}
          onInput={({ currentTarget: { value } }) => setEntry({ ...entry, by: value })}
        />
      </label>
      <label>
        Until, the last day
        <input
          type="date"
          value={entry.until}
          onInput={({ currentTarget: { value } }) => setEntry({ ...entry, until: value })}
        />
      </label>
      <button type="button" disabled={!isWhole} onClick={() => desk.accept({ query, reference, ...entry })}>
        Accept
      </button>
    </fieldset>
  );
}
