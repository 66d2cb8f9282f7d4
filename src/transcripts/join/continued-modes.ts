import {
  type Continuation,
  flag,
  type GroupDigest,
  type KnownGroup,
  placeWords,
} from '../digest/group-digest.ts';
import { IdTable } from '../digest/id-table.ts';
import { permissionModeSources, permissionModes } from '../tool-call.ts';

/** What a group tells of main conversations besides what stays of it. */
export type Conversations = Pick<GroupDigest, 'sessions' | 'places' | 'continuations'>;

const unknownMode = permissionModes.indexOf('unknown');

/**
 * Gives calls before the first mark of a file the mode of the record that the file follows, where that stands in another
 * file of the same session: the session moved to another folder, and nobody changed its mode.
 * @param conversations of each group, in the order of `groups`
 */
export function continueModes(groups: readonly KnownGroup[], conversations: readonly Conversations[]): void {
  const asked = conversations.flatMap(({ continuations }) => continuations);
  if (asked.every(({ rows }) => rows.length === 0)) return;
  const parentOf = parentFinder(asked, conversations);
  groups.forEach((group, index) => {
    const { sessions = [], continuations = [] } = conversations[index] ?? {};
    for (const continuation of continuations) {
      const sessionId = sessions[continuation.session]?.sessionId ?? '';
      setModes(
        group,
        continuation,
        modeBefore(continuation, (one) => parentOf(one, sessionId)),
      );
    }
  });
}

function setModes({ calls: { column } }: KnownGroup, { rows }: Continuation, mode: number): void {
  if (mode === unknownMode) return;
  for (const row of rows) {
    if (column.mode[row] !== unknownMode) continue;
    const isAgent = ((column.flags[row] ?? 0) & flag.sidechain) !== 0;
    column.mode[row] = mode;
    column.source[row] = permissionModeSources.indexOf(isAgent ? 'parent-session' : 'continued-session');
  }
}

/** The record that a file follows. */
interface Parent {
  readonly sessionId: string;
  readonly mode: number;
  /** It stands in the unmarked beginning of a file that carries on another one. */
  readonly continuation: Continuation | undefined;
}

function modeBefore(
  first: Continuation,
  parentOf: (continuation: Continuation) => Parent | undefined,
): number {
  const seen = new Set<Continuation>();
  let next: Continuation | undefined = first;
  let mode = unknownMode;
  while (next && !seen.has(next)) {
    seen.add(next);
    const parent = parentOf(next);
    mode = parent?.mode ?? unknownMode;
    next = parent?.continuation;
  }
  return mode;
}

/** Looks through the records of all groups once for those that files follow. */
function parentFinder(
  asked: readonly Continuation[],
  conversations: readonly Conversations[],
): (continuation: Continuation, sessionId: string) => Parent | undefined {
  const wanted = new IdTable();
  const found = new Map<number, Parent[]>();
  asked.forEach(({ parent }, index) => {
    wanted.claim(parent, 0, index);
  });
  for (const { sessions, places, continuations } of conversations) {
    for (let at = 0; at < places.length; at += placeWords) {
      const [low = 0, high = 0, session = 0, mode = unknownMode, continuation = 0] = [
        places[at],
        places[at + 1],
        places[at + 2],
        places[at + 3],
        places[at + 4],
      ];
      const index = wanted.get({ low, high })?.row;
      if (index === undefined) continue;
      const parents = found.get(index) ?? [];
      found.set(index, parents);
      const { sessionId = '' } = sessions[session] ?? {};
      parents.push({ sessionId, mode, continuation: continuations[continuation - 1] });
    }
  }
  return ({ parent }, sessionId) =>
    found.get(wanted.get(parent)?.row ?? -1)?.find((one) => one.sessionId === sessionId);
}
