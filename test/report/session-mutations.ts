import fc from 'fast-check';
import type { Row } from './mutated-session.ts';

/** What is done to one record of a session. */
export interface Mutation {
  readonly index: number;
  /** A name of {@link changes}, or `drop`. */
  readonly how: string;
  /** Chooses among the ways in which it can be done. */
  readonly choice: number;
}

const newTypes = ['usr', 'event', 'response_item', 'summary', 'ai-title', 'file-history-snapshot', 7, null];
const newBlocks = ['toolUse', 'function_call', 'part', 'txt'];
const newModes = ['free', 'BypassPermissions', '', 7, null, {}];
const hollow = ['', [], [{ type: 'text', text: '' }], [{ type: 'text' }]];
const formless = [7, null, {}, true];
const noInput = [{}, '', null];
const noValue = ['', ' ', null, 7, [], '[REDACTED]', '***'];
const noName = [undefined, null, '', 7];

/**
 * Ways to take from a record what it says, and leave it in the file. Each gives `undefined` for a record that has
 * nothing of the kind.
 */
const changes: Readonly<Record<string, (row: Row, choice: number) => Row | undefined>> = {
  retype: (row, choice) => ({ ...row, type: pick(newTypes, choice) }),
  swapSides: (row) =>
    isSpoken(row) ? { ...row, type: row['type'] === 'user' ? 'assistant' : 'user' } : undefined,
  renameMessage: ({ message, ...row }) => (message === undefined ? undefined : { ...row, body: message }),
  replaceMessage: (row, choice) =>
    isSpoken(row) ? { ...row, message: pick([...formless, 'gone'], choice) } : undefined,
  replaceMode: (row, choice) =>
    row['permissionMode'] === undefined ? undefined : { ...row, permissionMode: pick(newModes, choice) },
  blankContent: (row, choice) => withContent(row, pick(hollow, choice)),
  replaceContent: (row, choice) => withContent(row, pick(formless, choice)),
  retypeBlocks: (row, choice) => withBlocks(row, (block) => ({ ...block, type: pick(newBlocks, choice) })),
  blankResult: (row, choice) =>
    row['toolUseResult'] === undefined
      ? undefined
      : withBlocks(row, (block) => ({ ...block, content: pick(hollow, choice) })),
  blankInput: (row, choice) =>
    withBlocks(row, (block) => (block['input'] ? { ...block, input: pick(noInput, choice) } : undefined)),
  blankMembers: (row, choice) => withInput(row, (name) => [name, pick(noValue, choice)]),
  renameMembers: (row) => withInput(row, (name, value) => [`own_${name}`, value]),
  blankName: (row, choice) =>
    withBlocks(row, (block) => (block['input'] ? { ...block, name: pick(noName, choice) } : undefined)),
};

/** Up to three records, each changed in one way or dropped. */
export function mutations(session: readonly Row[]): fc.Arbitrary<Mutation[]> {
  const mutation = fc.record({
    index: fc.nat(session.length - 1),
    how: fc.constantFrom(...Object.keys(changes), 'drop'),
    choice: fc.nat(100),
  });
  return fc.uniqueArray(mutation, { selector: ({ index }) => index, minLength: 1, maxLength: 3 });
}

export interface Mutated {
  readonly rows: readonly Row[];
  /** A record that could hold a call, a prompt or a mode is there and says no longer what it said, or is missed. */
  readonly isUnread: boolean;
}

export function applied(session: readonly Row[], given: readonly Mutation[]): Mutated {
  const dropped = given.filter(({ how }) => how === 'drop').map(({ index }) => session[index]?.['uuid']);
  let isUnread = isMissed(session, dropped);
  const rows = session.map((row, index) => {
    const { how = '', choice = 0 } = given.find((one) => one.index === index) ?? {};
    const changed = changes[how]?.(row, choice);
    isUnread ||= changed !== undefined && (isSpoken(row) || row['permissionMode'] !== undefined);
    return changed ?? row;
  });
  const left = rows.filter((_, index) => !given.some((one) => one.how === 'drop' && one.index === index));
  return { rows: left, isUnread };
}

/** A record that is left follows a dropped one; the first that is left may follow anything, as in a resumed session. */
function isMissed(session: readonly Row[], dropped: readonly unknown[]): boolean {
  const left = session.filter(({ uuid }) => uuid !== undefined && !dropped.includes(uuid));
  return left.slice(1).some(({ parentUuid }) => dropped.includes(parentUuid));
}

function isSpoken({ type }: Row): boolean {
  return type === 'user' || type === 'assistant';
}

function withContent(row: Row, content: unknown): Row | undefined {
  return isSpoken(row) ? { ...row, message: { ...(row['message'] as Row), content } } : undefined;
}

function withBlocks(row: Row, change: (block: Row) => Row | undefined): Row | undefined {
  const content = (row['message'] as Row | undefined)?.['content'];
  if (!Array.isArray(content)) return undefined;
  const changed = content.map((block: Row) => change(block));
  return changed.every((block) => block !== undefined) ? withContent(row, changed) : undefined;
}

function withInput(row: Row, change: (name: string, value: unknown) => [string, unknown]): Row | undefined {
  return withBlocks(row, (block) => {
    const members = Object.entries((block['input'] as Row | undefined) ?? {});
    if (members.length === 0) return undefined;
    return { ...block, input: Object.fromEntries(members.map(([name, value]) => change(name, value))) };
  });
}

function pick(from: readonly unknown[], choice: number): unknown {
  return from[choice % from.length];
}
