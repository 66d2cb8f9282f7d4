import type { BookLink } from '../payload.ts';
import type { Desk } from './desk.ts';
import { CallLinks, Evidence, Field, FindingLinks, NoteField, Tools } from './fields.tsx';

export const linkNames: Readonly<Record<BookLink['kind'], string>> = {
  commit: 'Commit',
  credential: 'To rotate',
  step: 'Step back',
};

/** A commit, a credential or a step back, with the calls and findings that it has to do with. */
export function LinkCard({ desk, number }: { readonly desk: Desk; readonly number: number }) {
  const link = desk.book.case.links[number];
  if (!link) return null;
  const { kind, text, reference, commands = [], calls } = link;
  const findings = [...new Set(calls.flatMap((call) => desk.row(call)?.findings ?? []))];
  return (
    <article>
      <h2>{linkNames[kind]}</h2>
      {reference !== undefined && (
        <p class="reference">
          <code>{reference}</code>
        </p>
      )}
      <Tools desk={desk} />
      <FindingLinks desk={desk} findings={findings} />
      <dl>
        <Field name="What">
          <Evidence text={text} />
        </Field>
        {commands.length > 0 && (
          <Field name="Commands">
            <pre>{commands.join('\n')}</pre>
          </Field>
        )}
        <Field name={`Calls ${calls.length}`}>
          <CallLinks desk={desk} calls={calls} />
          {calls.length === 0 && <span class="soft">None in this file.</span>}
        </Field>
      </dl>
      <NoteField desk={desk} />
    </article>
  );
}
