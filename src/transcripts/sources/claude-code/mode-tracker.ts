import { type PermissionMode, type PermissionModeSource, permissionModes } from '../../tool-call.ts';
import type { RecordView } from './record-view.ts';

/** A permission mode and what says so. */
export interface ModeMark {
  readonly mode: PermissionMode;
  readonly source: PermissionModeSource;
}

export const unknownMode: ModeMark = { mode: 'unknown', source: 'none' };

/**
 * Follows the mode along one file. A prompt's own record holds for its turn. A `permission-mode` stamp is rewritten at
 * checkpoints and lags behind, so it only bounds: it counts before the first prompt that carries a mode, and only
 * while the next mark agrees.
 */
export interface ModeTracker {
  /** Takes the mode that a record carries. @returns it where the record is a prompt or the start of a run */
  take(record: RecordView, sidechain: boolean): ModeMark | undefined;
  /** The mode of a call at this place. `row` is given back by {@link doubtful} if a later mark contradicts it. */
  modeOfCall(row: number): ModeMark;
  /** An approved `ExitPlanMode` ends the plan mode inside a turn; what follows it is not recorded. */
  leavePlan(): void;
  /** Rows whose stamp the next mark contradicted, since the last call of this. */
  doubtful(): readonly number[];
}

const none: readonly number[] = [];

/** @param given what the metadata of a subagent say, unchecked */
export function createModeTracker(given?: unknown): ModeTracker {
  const known = permissionModes.find((mode) => mode === given);
  let current: ModeMark | undefined = known && { mode: known, source: 'agent-metadata' };
  let stamp: ModeMark | undefined;
  let bounded: number[] = [];
  let contradicted: number[] = [];

  function settle(next: ModeMark): void {
    if (stamp !== undefined && stamp.mode !== next.mode) contradicted.push(...bounded);
    bounded = [];
  }

  return {
    take(record, sidechain) {
      const mark = modeOf(record, sidechain);
      if (!mark) return undefined;
      settle(mark);
      if (mark.source === 'permission-mode-stamp') {
        stamp = mark;
        return undefined;
      }
      current = mark;
      return mark;
    },
    modeOfCall(row) {
      if (current) return current;
      if (!stamp) return unknownMode;
      bounded.push(row);
      return stamp;
    },
    leavePlan() {
      if (current?.mode === 'plan') current = unknownMode;
    },
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
