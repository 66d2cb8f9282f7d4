import type { BookFact } from '../payload.ts';
import type { Desk } from './desk.ts';
import { Field } from './fields.tsx';

const mostIncidents = 9;
const mostThings = 12;

/** What the case comes to: what a reader of the document sees first, each thing with what it leads to. */
export function CaseCard({ desk }: { readonly desk: Desk }) {
  const { verdict, disclosure, reasons, incidents, facts, steps } = desk.book.case;
  return (
    <article>
      <h2>The case in short</h2>
      <dl>
        <Field name="Verdict">{verdict}</Field>
        <Field name="Disclosure">{disclosure}</Field>
        {reasons.length > 0 && (
          <Field name="Because">
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </Field>
        )}
        {incidents.length > 0 && (
          <Field name="Incidents">
            <ul>
              {incidents.slice(0, mostIncidents).map(({ id, level, state, titles, requested }, number) => (
                <li key={id}>
                  <a href={desk.address({ kind: 'incident', number })}>
                    <span class={`level-mark mark-${level}`}>{`${id} ${level}, ${state}`}</span> {titles[0]}
                  </a>
                  <span class="soft"> asked for: {requested}</span>
                </li>
              ))}
            </ul>
            <More count={incidents.length - mostIncidents} />
          </Field>
        )}
        {facts.map(({ name, things }) => (
          <Field key={name} name={name}>
            <Things desk={desk} things={things} />
          </Field>
        ))}
      </dl>
      {steps.length > 0 && <h2>What to do now</h2>}
      <ol>
        {steps.map(({ what, why, subjects }) => (
          <li key={what}>
            {what} <span class="soft">{why}</span>
            <Things desk={desk} things={subjects} />
          </li>
        ))}
      </ol>
    </article>
  );
}

function Things({ desk, things }: { readonly desk: Desk; readonly things: readonly BookFact[] }) {
  return (
    <>
      <ul>
        {things.slice(0, mostThings).map(({ text, leadsTo }) => (
          <li key={text}>
            {leadsTo ? (
              <a href={desk.address(leadsTo)}>
                <code>{text}</code>
              </a>
            ) : (
              <code>{text}</code>
            )}
          </li>
        ))}
      </ul>
      <More count={things.length - mostThings} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? <span class="soft">{count} more: in the document.</span> : null;
}
