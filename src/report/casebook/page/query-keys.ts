import { levels } from '../../../level.ts';
import { states } from '../../../state.ts';
import type { Book, Row } from './book.ts';

/** Whether a call is what a value says. */
export type Test = (row: Row) => boolean;

/** What a key of a query asks. */
interface QueryKey {
  readonly says: string;
  /** All values that it can have, where they are closed. */
  readonly values?: (book: Book) => readonly string[];
  readonly test: (value: string, book: Book, marked: (row: Row) => boolean) => Test;
}

const never: Test = () => false;
const requests = ['yes', 'unclear', 'no', 'against'];
const facts: Readonly<Record<string, (row: Row, marked: (row: Row) => boolean) => boolean>> = {
  marked: (row, marked) => marked(row),
  subagent: (row) => row.isSubagent,
  finding: (row) => row.findings.length > 0,
};

/** Every key that a query can have, in the order in which help shows them. */
export const queryKeys: Readonly<Record<string, QueryKey>> = {
  level: {
    says: 'of its gravest finding; >=high for that level and above',
    values: () => [...levels, ...levels.map((level) => `>=${level}`)],
    test: (value, book) => {
      const isLeast = value.startsWith('>=');
      const wanted = rank(isLeast ? value.slice(2) : value);
      return (row) => {
        const own = rank(book.gravest(row)?.level ?? '');
        return isLeast ? own >= wanted : own === wanted;
      };
    },
  },
  state: {
    says: 'of its gravest finding',
    values: () => states,
    test: (value, book) => (row) => book.gravest(row)?.state === value,
  },
  requested: {
    says: 'whether a human asked for its gravest finding',
    values: () => requests,
    test: (value, book) => (row) => book.gravest(row)?.requested === value,
  },
  tool: { says: 'the tool', test: (value) => word(value, (row) => row.tool) },
  zone: {
    says: 'where what it touches lies',
    values: ({ case: { lists } }) => lists.zones,
    test: (value, { case: { lists } }) => bit(lists.zones.indexOf(value), (row) => row.zones),
  },
  action: {
    says: 'what it does to what it touches',
    values: ({ case: { lists } }) => lists.actions,
    test: (value, { case: { lists } }) => bit(lists.actions.indexOf(value), (row) => row.actions),
  },
  agent: { says: 'the agent', test: (value) => word(value, (row) => row.agent) },
  mode: {
    says: 'the permission mode',
    values: ({ case: { lists } }) => lists.modes,
    test: (value) => (row) => row.mode === value,
  },
  outcome: {
    says: 'what became of it',
    values: ({ case: { lists } }) => lists.outcomes,
    test: (value) => (row) => row.outcome === value,
  },
  session: {
    says: 'the beginning of a session’s id',
    test: (value, book) => {
      const wanted = value.toLowerCase();
      return (row) => (book.case.sessions[row.session]?.id ?? '').toLowerCase().startsWith(wanted);
    },
  },
  incident: {
    says: 'the incident: I1',
    values: (book) => book.case.incidents.map(({ id }) => id),
    test: (value) => (row) => row.incidents.includes(value),
  },
  finding: {
    says: 'the query that found it',
    test: (value, book) => (row) =>
      row.findings.some((finding) => fits(value, book.case.findings[finding]?.query ?? '')),
  },
  is: {
    says: 'marked: by you; subagent: made by one; finding: a finding names it',
    values: () => Object.keys(facts),
    test: (value, _book, marked) => {
      const fact = facts[value];
      return fact ? (row) => fact(row, marked) : never;
    },
  },
};

function rank(level: string): number {
  return (levels as readonly string[]).indexOf(level);
}

function bit(place: number, mask: (row: Row) => number): Test {
  return place < 0 ? never : (row) => (mask(row) & (1 << place)) !== 0;
}

function word(value: string, of: (row: Row) => string): Test {
  return (row) => fits(value, of(row));
}

/** No case, and `*` at an end for anything. */
function fits(value: string, text: string): boolean {
  const [wanted, given] = [value.toLowerCase().replace(/^\*|\*$/g, ''), text.toLowerCase()];
  const [isOpenBefore, isOpenBehind] = [value.startsWith('*'), value.endsWith('*')];
  if (isOpenBefore && isOpenBehind) return given.includes(wanted);
  if (isOpenBefore) return given.endsWith(wanted);
  return isOpenBehind ? given.startsWith(wanted) : given === wanted;
}
