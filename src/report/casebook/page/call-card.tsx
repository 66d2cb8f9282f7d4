import { useEffect, useState } from 'preact/hooks';
import type { BookDetail } from '../payload.ts';
import type { Row } from './book.ts';
import type { Desk } from './desk.ts';
import { Evidence, Field, Filter, FindingLinks, NoteField, Tools } from './fields.tsx';
import { linkNames } from './link-card.tsx';
import { momentOf, nameOfZone } from './times.ts';

const mostEffects = 40;

/** One call: what was asked, put in and printed, what it did and what that means. */
export function CallCard({ desk, number }: { readonly desk: Desk; readonly number: number }) {
  const [detail, setDetail] = useState<BookDetail | undefined>(desk.book.details[number]);
  useEffect(() => {
    let isWanted = true;
    const take = (found: BookDetail | undefined) => isWanted && setDetail(found);
    desk.book.detailOf(number).then(take, () => desk.say('This part of the file is damaged: make it again.'));
    return () => {
      isWanted = false;
    };
  }, [desk, number]);
  const row = desk.row(number);
  if (!row) return null;
  return (
    <article>
      <h2>
        {row.tool} {row.outcome}
      </h2>
      <p class="reference">
        <code>{row.reference}</code>
      </p>
      <Tools desk={desk} />
      <FindingLinks desk={desk} findings={row.findings} />
      <Incidents desk={desk} row={row} />
      <dl>
        <Field name="Time">{`${momentOf(row.at, desk.state.zone)} ${nameOfZone(desk.state.zone)}`}</Field>
        <Field name="Input">
          {detail && <Evidence {...detail.input} wholeLength={detail.input.wholeLength} />}
        </Field>
        <Field name="Result">{detail && <Result detail={detail} />}</Field>
        <Prompt desk={desk} row={row} />
        <Effects desk={desk} row={row} effects={detail?.effects ?? []} />
        <Links desk={desk} call={number} />
        <Context desk={desk} row={row} detail={detail} />
      </dl>
      <NoteField desk={desk} />
      <p class="steps">
        <button type="button" onClick={() => desk.step(-1)}>
          ▲ Previous call
        </button>
        <button type="button" onClick={() => desk.step(1)}>
          Next call ▼
        </button>
      </p>
    </article>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly row: Row;
}

function Incidents({ desk, row }: RowProps) {
  return (
    <ul class="findings">
      {row.incidents.map((id) => {
        const number = desk.book.case.incidents.findIndex((incident) => incident.id === id);
        return (
          <li key={id}>
            <a href={desk.address({ kind: 'incident', number })}>Incident {id}</a>
          </li>
        );
      })}
    </ul>
  );
}

function Result({ detail }: { readonly detail: BookDetail }) {
  if (detail.isLeftOut) return <span class="soft">Not in this file, for its size: show has it.</span>;
  if (!detail.result) return <span class="soft">None was recorded.</span>;
  const { isError, ...text } = detail.result;
  return (
    <>
      {isError && <p>An error:</p>}
      <Evidence {...text} />
    </>
  );
}

function Prompt({ desk, row }: RowProps) {
  const prompt = desk.book.case.prompts[row.prompt];
  const requested = desk.book.gravest(row)?.requested;
  return (
    <Field name="Asked for">
      {requested !== undefined && <p>A human asked for it: {requested}</p>}
      {prompt?.question !== undefined && <Evidence text={`The agent: ${prompt.question}`} />}
      {prompt ? <Evidence text={prompt.words} /> : <span class="soft">No prompt is recorded before it.</span>}
      {prompt?.reference !== undefined && <code>{prompt.reference}</code>}
    </Field>
  );
}

function Effects({ desk, row, effects }: RowProps & { readonly effects: readonly string[] }) {
  const { zones } = desk.book.case.lists;
  const touched = zones.filter((_, place) => (row.zones & (1 << place)) !== 0);
  return (
    <Field name="Effects">
      {effects.length === 0 && <span class="soft">None is known.</span>}
      <ul>
        {effects.slice(0, mostEffects).map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {effects.length > mostEffects && <p class="soft">{effects.length - mostEffects} more.</p>}
      {touched.map((zone) => (
        <Filter key={zone} desk={desk} name="zone" value={zone} />
      ))}
    </Field>
  );
}

/** Commits, credentials and steps back that have to do with the call. */
function Links({ desk, call }: { readonly desk: Desk; readonly call: number }) {
  const links = desk.book.case.links.flatMap(({ kind, text, calls }, number) =>
    calls.includes(call) ? [{ kind, text, number }] : [],
  );
  return (
    <>
      {links.slice(0, mostEffects).map(({ kind, text, number }) => (
        <Field key={number} name={linkNames[kind]}>
          <a href={desk.address({ kind: 'link', number })}>{text}</a>
        </Field>
      ))}
    </>
  );
}

/** Who made it, where, and in which mode. */
function Context({ desk, row, detail }: RowProps & { readonly detail: BookDetail | undefined }) {
  const session = desk.book.case.sessions[row.session];
  return (
    <>
      <Field name="Mode">
        <Filter desk={desk} name="mode" value={row.mode} /> ({detail?.modeSource})
      </Field>
      <Field name="Session">
        <Filter desk={desk} name="session" value={session?.id ?? ''} />
      </Field>
      <Field name="Agent">
        <Filter desk={desk} name="agent" value={row.agent} />
        {detail?.subagent !== undefined && `, subagent ${detail.subagent}`}
      </Field>
      <Field name="Tool">
        <Filter desk={desk} name="tool" value={row.tool} />
      </Field>
      <Field name="Outcome">
        <Filter desk={desk} name="outcome" value={row.outcome} />
        {detail?.contradicted && ' One trace says that it was refused, another that it ran.'}
      </Field>
      {detail?.cwd !== undefined && (
        <Field name="Folder">
          <code>{detail.cwd}</code>
        </Field>
      )}
      {detail?.branch !== undefined && <Field name="Branch">{detail.branch}</Field>}
      <Field name="Call">
        <code>{detail?.id}</code>
      </Field>
    </>
  );
}
