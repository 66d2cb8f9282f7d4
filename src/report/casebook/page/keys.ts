import { copyCommand, copyReference, toggleMark } from './actions.ts';
import { type Desk, theCase } from './desk.ts';

/** What one key does, wherever no text is being written. */
interface Key {
  /** As browsers name them. https://www.w3.org/TR/uievents-key/ */
  readonly keys: readonly string[];
  readonly says: string;
  readonly does: (desk: Desk, key: string) => void;
}

/** In the order in which help shows them. */
export const keys: readonly Key[] = [
  { keys: ['j', 'ArrowDown'], says: 'next call', does: (desk) => desk.step(1) },
  { keys: ['k', 'ArrowUp'], says: 'previous call', does: (desk) => desk.step(-1) },
  {
    keys: ['e', 'E'],
    says: 'next, previous call with a finding',
    does: (desk, key) =>
      desk.step(
        key === 'e' ? 1 : -1,
        desk.listed.filter((number) => (desk.row(number)?.findings.length ?? 0) > 0),
      ),
  },
  {
    keys: ['n', 'N'],
    says: 'next, previous match',
    does: (desk, key) => desk.step(key === 'n' ? 1 : -1, desk.state.matches),
  },
  { keys: ['p', 'P'], says: 'next, previous prompt', does: toPrompt },
  { keys: ['Home', 'End'], says: 'first, last call', does: toEnd },
  { keys: ['/'], says: 'search', does: () => focus('query') },
  {
    keys: ['f'],
    says: 'matches alone, or among all calls',
    does: (desk) => desk.ask({ isAmongAll: !desk.state.isAmongAll }),
  },
  { keys: ['b'], says: 'the time brush', does: () => focus('brush-from') },
  {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    says: 'an incident, with its first call',
    does: toIncident,
  },
  { keys: ['0'], says: 'the case in short', does: (desk) => desk.open(theCase) },
  { keys: ['t'], says: 'times in UTC, or in your zone', does: (desk) => desk.turnClock() },
  { keys: ['m'], says: 'mark', does: toggleMark },
  { keys: ['w'], says: 'write a note', does: () => focus('note') },
  { keys: ['c'], says: 'copy the reference', does: copyReference },
  { keys: ['y'], says: 'copy the command that shows it', does: copyCommand },
  {
    keys: ['d'],
    says: 'the document, and back',
    does: (desk) => desk.view(desk.state.view === 'book' ? 'document' : 'book'),
  },
  { keys: ['?'], says: 'this help', does: (desk) => desk.set({ dialog: 'help' }) },
  { keys: ['Escape'], says: 'close what is open', does: (desk) => desk.open(undefined) },
];

const byKey = new Map(keys.flatMap((entry) => entry.keys.map((key) => [key, entry] as const)));
const writing = 'input, textarea, select, [contenteditable]';

/** None acts with another key held, while somebody writes, or below a dialog. */
export function onKey(desk: Desk, event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (event.ctrlKey || event.altKey || event.metaKey || desk.state.dialog) return;
  if (target?.matches(writing)) {
    if (event.key === 'Escape') focus('calls');
    return;
  }
  const entry = byKey.get(event.key);
  if (!entry || (desk.state.view === 'document' && !['d', '?'].includes(event.key))) return;
  event.preventDefault();
  entry.does(desk, event.key);
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

function toPrompt(desk: Desk, key: string): void {
  const prompts = desk.listed.filter((number, index) => {
    const before = desk.row(desk.listed[index - 1] ?? -1);
    const row = desk.row(number);
    return row !== undefined && row.prompt >= 0 && row.prompt !== before?.prompt;
  });
  desk.step(key === 'p' ? 1 : -1, prompts);
}

function toEnd(desk: Desk, key: string): void {
  const number = key === 'Home' ? desk.listed[0] : desk.listed.at(-1);
  if (number !== undefined) desk.open({ kind: 'call', number });
}

function toIncident(desk: Desk, key: string): void {
  const incident = desk.book.case.incidents[Number(key) - 1];
  if (!incident) return;
  desk.ask({ query: `incident:${incident.id}` });
  const [first] = incident.calls;
  desk.open(
    first === undefined ? { kind: 'incident', number: Number(key) - 1 } : { kind: 'call', number: first },
  );
}
