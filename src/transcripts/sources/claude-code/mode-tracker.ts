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

/** Fields seen in transcripts from 2.1.15 (`user`) and 2.1.81 (`permission-mode`), and in `stream-json` output. */
function modeOf(record: RecordView, sidechain: boolean): ModeMark | undefined {
  const recorded = record.permissionMode;
  if (recorded === undefined) return undefined;
  const mode = permissionModes.find((known) => known === recorded);
  if (mode === undefined) return undefined;
  const { type } = record;
  if (type === 'user') return { mode, source: sidechain ? 'agent-record' : 'user-record' };
  if (type === 'permission-mode') return { mode, source: 'permission-mode-stamp' };
  const isInit = type === 'system' && record.subtype === 'init';
  return isInit ? { mode, source: 'init-record' } : undefined;
}
