import type { Desk } from './desk.ts';
import { CallLinks, Evidence, Field, NoteField, Tools } from './fields.tsx';
import { nameOfZone, writtenMomentOf } from './times.ts';

/** A series of calls that one instruction led to. */
export function IncidentCard({ desk, number }: { readonly desk: Desk; readonly number: number }) {
  const incident = desk.book.case.incidents[number];
  if (!incident) return null;
  const { zone } = desk.state;
  const { id, level, state, titles, requested, prompt, from, to, calls, lost, sentOut, stays } = incident;
  return (
    <article>
      <h2>
        {id} <span class={`level-mark mark-${level}`}>{`${level}, ${state}`}</span>
      </h2>
      <ul>
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <Tools desk={desk} />
      <dl>
        <Field name="Time">{`${writtenMomentOf(from, zone)} to ${writtenMomentOf(to, zone)} ${nameOfZone(zone)}`}</Field>
        <Field name="Asked for">
          <p>A human asked for it: {requested}</p>
          {prompt !== undefined && <Evidence text={prompt} />}
        </Field>
        <Things name="Lost" all={lost} />
        <Things name="Went out" all={sentOut} />
        <Things name="Stays" all={stays} />
        <Field name={`Calls ${calls.length}`}>
          <CallLinks desk={desk} calls={calls} />
        </Field>
      </dl>
      <NoteField desk={desk} />
    </article>
  );
}

function Things({ name, all }: { readonly name: string; readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <Field name={name}>
      <ul>
        {all.map((thing) => (
          <li key={thing}>
            <code>{thing}</code>
          </li>
        ))}
      </ul>
    </Field>
  );
}
