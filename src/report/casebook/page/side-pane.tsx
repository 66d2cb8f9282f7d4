import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Desk, theCase } from './desk.ts';
import { linkNames } from './link-card.tsx';
import { quoted } from './query.ts';
import { writtenMomentOf } from './times.ts';

const pageOfList = 40;

/** What leads to calls: incidents, findings, sessions, and what could not be read. */
export function SidePane({ desk }: { readonly desk: Desk }) {
  const { incidents, findings, links, sessions, gaps, counts } = desk.book.case;
  return (
    <nav class="side" aria-label="Incidents, findings and sessions">
      <button
        type="button"
        class="entry"
        aria-pressed={desk.state.open?.kind === 'case'}
        onClick={() => desk.open(theCase)}
      >
        The case in short
      </button>
      <Section title="Incidents" count={incidents.length}>
        {(number) => <IncidentEntry desk={desk} number={number} />}
      </Section>
      <Section title="Findings" count={findings.length}>
        {(number) => <FindingEntry desk={desk} number={number} />}
      </Section>
      <Section title="Commits, credentials, steps back" count={links.length}>
        {(number) => <LinkEntry desk={desk} number={number} />}
      </Section>
      <Section title="Sessions" count={sessions.length}>
        {(number) => <SessionEntry desk={desk} number={number} />}
      </Section>
      <Section title="Not known" count={gaps.length} more={counts.gapsLeftOut}>
        {(number) => <span class="gap">{gaps[number]}</span>}
      </Section>
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  /** Further ones that are not in the file. */
  readonly more?: number;
  readonly children: (number: number) => ComponentChildren;
}

/** A part of a list at a time: a page has only so many elements. */
function Section({ title, count, more = 0, children }: SectionProps) {
  const [first, setFirst] = useState(0);
  const shown = Array.from({ length: Math.min(pageOfList, count - first) }, (_, index) => first + index);
  return (
    <section>
      <h2>
        {title} {count + more}
      </h2>
      {count === 0 && <p class="soft">None.</p>}
      <ul>
        {shown.map((number) => (
          <li key={number}>{children(number)}</li>
        ))}
      </ul>
      {more > 0 && <p class="soft">{more} more are in the document’s JSON form.</p>}
      {count > pageOfList && (
        <p class="pager">
          <button type="button" disabled={first === 0} onClick={() => setFirst(first - pageOfList)}>
            Earlier {title.toLowerCase()}
          </button>
          <span>
            {first + 1}–{first + shown.length}
          </span>
          <button
            type="button"
            disabled={first + pageOfList >= count}
            onClick={() => setFirst(first + pageOfList)}
          >
            Further {title.toLowerCase()}
          </button>
        </p>
      )}
    </section>
  );
}

interface EntryProps {
  readonly desk: Desk;
  readonly number: number;
}

function IncidentEntry({ desk, number }: EntryProps) {
  const incident = desk.book.case.incidents[number];
  if (!incident) return null;
  const { id, level, state, titles, from, calls, requested } = incident;
  return (
    <button
      type="button"
      class="entry"
      aria-pressed={desk.state.open?.kind === 'incident' && desk.state.open.number === number}
      onClick={() => {
        desk.ask({ query: `incident:${id}` });
        desk.open({ kind: 'incident', number });
      }}
    >
      <span class={`level-mark mark-${level}`}>{`${id} ${level}, ${state}`}</span>
      <span class="clamped">{titles.join('; ')}</span>
      <span class="soft">
        {writtenMomentOf(from, desk.state.zone)} · {calls.length} calls · asked for: {requested}
      </span>
    </button>
  );
}

function FindingEntry({ desk, number }: EntryProps) {
  const finding = desk.book.case.findings[number];
  if (!finding) return null;
  const { level, state, title, subject, accepted } = finding;
  return (
    <button
      type="button"
      class="entry"
      aria-pressed={desk.state.open?.kind === 'finding' && desk.state.open.number === number}
      onClick={() => desk.open({ kind: 'finding', number })}
    >
      <span class={`level-mark mark-${level}`}>
        {level}, {state}
        {accepted === undefined ? '' : ', accepted'}
      </span>
      <span class="clamped">{title}</span>
      <span class="soft clamped">{subject}</span>
    </button>
  );
}

function LinkEntry({ desk, number }: EntryProps) {
  const link = desk.book.case.links[number];
  if (!link) return null;
  return (
    <button
      type="button"
      class="entry"
      aria-pressed={desk.state.open?.kind === 'link' && desk.state.open.number === number}
      onClick={() => desk.open({ kind: 'link', number })}
    >
      <span>{linkNames[link.kind]}</span>
      <span class="clamped">{link.text}</span>
    </button>
  );
}

function SessionEntry({ desk, number }: EntryProps) {
  const session = desk.book.case.sessions[number];
  if (!session) return null;
  const { id, agent, from, calls, promptsOff, firstPrompt = '' } = session;
  const term = `session:${quoted(id)}`;
  return (
    <button
      type="button"
      class="entry"
      aria-pressed={desk.state.query === term}
      onClick={() => desk.ask({ query: desk.state.query === term ? '' : term })}
    >
      <span>
        {id.slice(0, 8)} · {agent}
      </span>
      <span class="clamped">{firstPrompt}</span>
      <span class="soft">
        {writtenMomentOf(from, desk.state.zone)} · {calls} calls, {promptsOff} with prompts off
      </span>
    </button>
  );
}
