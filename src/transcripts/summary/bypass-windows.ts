import type { DatedMark } from '../digest/mode-history.ts';
import type { BypassWindow } from '../session-summary.ts';
import type { PermissionModeSource } from '../tool-call.ts';

/** A call, as far as windows are made of it. */
export interface ModedCall {
  /** Milliseconds, NaN for none. */
  readonly at: number;
  readonly mode: string;
  readonly source: PermissionModeSource;
}

/** What records say of a session's modes besides its calls, in time order. */
export interface RecordedModes {
  readonly marks: readonly DatedMark[];
  /** Milliseconds; absent where no record carries a time. */
  readonly lastAt?: number;
}

interface Stretch {
  readonly from: number;
  readonly source: PermissionModeSource;
  to: number;
  calls: number;
}

/**
 * When permission prompts were off: runs of calls in bypass mode, and besides them the turns that a record puts into
 * that mode and in which no call stands.
 * @param calls in time order
 */
export function bypassWindows(calls: readonly ModedCall[], modes: RecordedModes): BypassWindow[] {
  const called = runsOfCalls(calls);
  const idle = markedStretches(modes).filter(
    ({ from, to }) => !called.some((run) => run.from <= to && run.to >= from),
  );
  return [...called, ...idle]
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, calls: count, source }) => ({ from: iso(from), to: iso(to), calls: count, source }));
}

/** Not broken by a call in another known mode; what is recorded and what is not apart. */
function runsOfCalls(calls: readonly ModedCall[]): Stretch[] {
  const runs: Stretch[] = [];
  let open: Stretch | undefined;
  for (const { at, mode, source } of calls) {
    const isBypass = mode === 'bypassPermissions';
    if (open && isBypass && isInferred(open.source) !== isInferred(source)) open = undefined;
    if (isBypass && !Number.isNaN(at)) {
      if (!open) {
        open = { from: at, source, to: at, calls: 0 };
        runs.push(open);
      }
      open.to = at;
      open.calls += 1;
    } else if (open && mode !== 'unknown') {
      open = undefined;
    }
  }
  return runs;
}

function isInferred(source: PermissionModeSource): boolean {
  return source === 'launch-configuration';
}

/** From a record that names the bypass mode to the next one that names another, or to the last of the session. */
function markedStretches({ marks, lastAt }: RecordedModes): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const { at, mode, source } of marks) {
    if (open) open.to = at;
    if (mode !== 'bypassPermissions') {
      open = undefined;
    } else if (!open) {
      open = { from: at, source, to: at, calls: 0 };
      stretches.push(open);
    }
  }
  if (open && lastAt !== undefined) open.to = Math.max(open.to, lastAt);
  return stretches;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
