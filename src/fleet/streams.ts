import type { Column, Stream } from './stream.ts';
import { bypassWindows } from './streams/bypass-windows.ts';
import { calls } from './streams/calls.ts';
import { commonColumns } from './streams/common.ts';
import { exposures } from './streams/exposures.ts';
import { findings } from './streams/findings.ts';
import { gaps } from './streams/gaps.ts';
import { occurrences } from './streams/occurrences.ts';
import { posture } from './streams/posture.ts';
import { refUpdates } from './streams/ref-updates.ts';
import { runs } from './streams/runs.ts';
import { servers } from './streams/servers.ts';
import { sessions } from './streams/sessions.ts';

/** Every stream of a spool, by name. A new one is one file and one entry. */
export const streams = {
  runs,
  sessions,
  bypass_windows: bypassWindows,
  calls,
  findings,
  occurrences,
  ref_updates: refUpdates,
  servers,
  posture,
  exposures,
  gaps,
} as const satisfies Record<string, Stream>;

export type StreamName = keyof typeof streams;

const known = new WeakMap<Stream, readonly Column[]>();

/** All columns of a stream in their order: the common ones first. */
export function columnsOf(stream: Stream): readonly Column[] {
  const columns = known.get(stream) ?? [...commonColumns, ...stream.columns];
  known.set(stream, columns);
  return columns;
}
