import { levels } from '../../../level.ts';
import { states } from '../../../state.ts';
import type { Desk } from './desk.ts';
import { problemOf } from './matching.ts';
import { chosenFor, parseQuery, toggled, withValue } from './query.ts';

const mostChoices = 100;

/** The query, as text and as choices; both are the same. */
export function SearchBar({ desk }: { readonly desk: Desk }) {
  const { query, isAmongAll, matches } = desk.state;
  return (
    <div class="search" role="search">
      <p class="line">
        <input
          id="query"
          type="search"
          aria-label="Search calls"
          placeholder="text, or level:high tool:Bash zone:credentials"
          value={query}
          onInput={({ currentTarget }) => desk.ask({ query: currentTarget.value })}
        />
        <button
          type="button"
          aria-pressed={!isAmongAll}
          onClick={() => desk.ask({ isAmongAll: !isAmongAll })}
        >
          Matches only
        </button>
        <button type="button" aria-label="Previous match" onClick={() => desk.step(-1, matches)}>
          ▲
        </button>
        <button type="button" aria-label="Next match" onClick={() => desk.step(1, matches)}>
          ▼
        </button>
      </p>
      <p class="choices">
        {choicesOf(desk).map(({ key, values }) => (
          <select
            key={key}
            aria-label={`Filter by ${key}`}
            value={values.includes(chosenFor(query, key)) ? chosenFor(query, key) : ''}
            onChange={({ currentTarget }) => desk.ask({ query: withValue(query, key, currentTarget.value) })}
          >
            <option value="">{key}</option>
            {values.map((value) => (
              <option key={value} value={value}>
                {value}
              </option>
            ))}
          </select>
        ))}
      </p>
      <Terms desk={desk} />
      <p class="count" aria-live="polite">
        {countText(desk)}
      </p>
    </div>
  );
}

/** Each part of the query with its problem; a click takes it out. */
function Terms({ desk }: { readonly desk: Desk }) {
  const terms = parseQuery(desk.state.query).slice(0, mostChoices);
  if (terms.length === 0) return null;
  return (
    <p class="terms">
      {terms.map((term, index) => {
        const problem = problemOf(term, desk.book);
        return (
          <button
            key={index}
            type="button"
            class={problem === undefined ? 'term' : 'term warned'}
            title="Take this out"
            onClick={() => desk.ask({ query: toggled(desk.state.query, term.written) })}
          >
            {term.written} ✕{problem === undefined ? '' : ` ${problem}`}
          </button>
        );
      })}
    </p>
  );
}

function countText({ state, book }: Desk): string {
  const least = book.isWhole || state.query === '' ? '' : 'at least ';
  const searching = state.isSearching ? ', searching' : '';
  return `${least}${state.matches.length} of ${book.rows.length} calls${searching}`;
}

interface Choice {
  readonly key: string;
  readonly values: readonly string[];
}

function choicesOf({ book: { case: given } }: Desk): readonly Choice[] {
  const { lists, sessions } = given;
  return [
    { key: 'level', values: ['>=high', '>=medium', ...levels.toReversed()] },
    { key: 'state', values: states },
    { key: 'tool', values: lists.tools.slice(0, mostChoices) },
    { key: 'zone', values: lists.zones },
    { key: 'action', values: lists.actions },
    { key: 'agent', values: lists.agents },
    { key: 'mode', values: lists.modes },
    { key: 'outcome', values: lists.outcomes },
    { key: 'session', values: sessions.slice(0, mostChoices).map(({ id }) => id) },
    { key: 'is', values: ['marked', 'subagent', 'finding'] },
  ];
}
