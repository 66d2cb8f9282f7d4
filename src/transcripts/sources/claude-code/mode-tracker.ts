import { type PermissionMode, type PermissionModeSource, permissionModes } from '../../tool-call.ts';
import type { ModeChange } from './mode-change.ts';
import type { RecordView } from './record-view.ts';

/** A permission mode and what says so. */
export interface ModeMark {
  readonly mode: PermissionMode;
  readonly source: PermissionModeSource;
}

export const unknownMode: ModeMark = { mode: 'unknown', source: 'none' };

/**
 * Follows the mode along one file. A prompt's own record holds for its turn, until a record in the turn tells of a
 * change. A `permission-mode` stamp is rewritten at checkpoints and lags behind, so it only bounds: it counts before the
 * first prompt that carries a mode, and only while the next mark agrees.
 */
export interface ModeTracker {
  /** Takes the mode that a record carries. @returns it where the record is a prompt or the start of a run */
  take(record: RecordView, sidechain: boolean): ModeMark | undefined;
  /** A human speaks: a change that is told from here on says nothing of the calls before. */
  beginTurn(): void;
  /** Takes a change in the middle of a turn. @returns the mode from here on, where it is another */
  change(change: ModeChange): ModeMark | undefined;
  /** The mode of a call at this place. `row` is given back by {@link doubtful} if a later record contradicts it. */
  modeOfCall(row: number): ModeMark;
  /** The mode at this place; `undefined` before the first mark. */
  current(): ModeMark | undefined;
  /** Rows before the first mark. */
  readonly unmarked: readonly number[];
  /** Rows whose mode a later record contradicted, since the last call of this. */
  doubtful(): readonly number[];
}

const none: readonly number[] = [];

/**
 * @param given what the metadata of a subagent say, unchecked
 * @param changeSource what a change in the middle of a turn is told by: it is a subagent's own in its own file
 */
export function createModeTracker(
  given?: unknown,
  changeSource: PermissionModeSource = 'mode-change',
): ModeTracker {
  const known = permissionModes.find((mode) => mode === given);
  let current: ModeMark | undefined = known && { mode: known, source: 'agent-metadata' };
  let stamp: ModeMark | undefined;
  let bounded: number[] = [];
  let contradicted: number[] = [];
  /** Calls of the turn. */
  let recent: number[] = [];
  const unmarked: number[] = [];

  function settle(next: ModeMark): void {
    if (stamp !== undefined && stamp.mode !== next.mode) contradicted.push(...bounded);
    bounded = [];
  }

  function enter(mode: PermissionMode): ModeMark | undefined {
    if (current?.mode === mode) return undefined;
    current = { mode, source: changeSource };
    settle(current);
    recent = [];
    return current;
  }

  /** Which mode follows is not recorded; where another one was, the turn has gone through several. */
  function leave(mode: PermissionMode): ModeMark | undefined {
    if (current === undefined || current.mode === 'unknown') return undefined;
    if (current.mode !== mode && recent.length === 0) return undefined;
    if (current.mode !== mode) contradicted.push(...recent);
    recent = [];
    current = unknownMode;
    return current;
  }

  return {
    unmarked,
    take(record, sidechain) {
      const mark = modeOf(record, sidechain);
      if (!mark) return undefined;
      settle(mark);
      if (mark.source === 'permission-mode-stamp') {
        stamp = mark;
        return undefined;
      }
      current = mark;
      recent = [];
      return mark;
    },
    beginTurn() {
      recent = [];
    },
    change({ change, mode, unless, onlyIn }) {
      const now = current?.mode;
      if (now !== undefined && now === unless) return undefined;
      if (onlyIn !== undefined && now !== onlyIn) return undefined;
      return change === 'entered' ? enter(mode) : leave(mode);
    },
    modeOfCall(row) {
      if (current) {
        recent.push(row);
        return current;
      }
      unmarked.push(row);
      if (!stamp) return unknownMode;
      bounded.push(row);
      return stamp;
    },
    current: () => current,
    doubtful() {
      if (contradicted.length === 0) return none;
      const rows = contradicted;
      contradicted = [];
      return rows;
    },
  };
}

/** Another name of a mode, in 2.1.200 and later. https://code.claude.com/docs/en/permission-modes */
const manual = 'manual';

/** Whether the record's mode, if it names one, is known and stands where one is looked for. */
export function isModeRead(record: RecordView): boolean {
  return !record.hasPermissionMode || (sourceOf(record, false) !== undefined && modeIn(record) !== undefined);
}

/** A mode that is not known is one that nobody knows: the one before it holds no longer. */
function modeOf(record: RecordView, sidechain: boolean): ModeMark | undefined {
  if (!record.hasPermissionMode) return undefined;
  const source = sourceOf(record, sidechain);
  if (source === undefined) return undefined;
  const mode = modeIn(record);
  return mode === undefined ? unknownMode : { mode, source };
}

function modeIn({ permissionMode }: RecordView): PermissionMode | undefined {
  return permissionModes.find((known) => known === (permissionMode === manual ? 'default' : permissionMode));
}

/**
 * Records that name a mode, seen in transcripts from 2.1.15 (`user`) and 2.1.81 (`permission-mode`), and in
 * `stream-json` output. https://code.claude.com/docs/en/agent-sdk/typescript#message-types
 */
function sourceOf({ type, subtype }: RecordView, sidechain: boolean): PermissionModeSource | undefined {
  if (type === 'user') return sidechain ? 'agent-record' : 'user-record';
  if (type === 'permission-mode') return 'permission-mode-stamp';
  return type === 'system' && (subtype === 'init' || subtype === 'status') ? 'init-record' : undefined;
}
