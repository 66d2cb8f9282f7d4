import { judged, type Replay } from '../investigation/replay/judge-call.ts';
import { openReplay, type ReplayOption } from '../investigation/replay/open-replay.ts';
import { replayGaps, replayReportOf, type SuggestOption } from '../investigation/replay/replay-report-of.ts';
import type { ReplayReport, ReplayRow } from '../permissions/replay/replay-report.ts';
import { callsStatus } from './calls-status.ts';
import type { Command, Status } from './command.ts';

/** Every recorded call judged by a set of settings: what would have been allowed, asked or denied, and why. */
export const run: Command<ReplayOption | SuggestOption, ReplayReport, ReplayRow> = async (invocation) => {
  const replay = openReplay(invocation);
  if (invocation.shape === 'stream') {
    return { shape: 'stream', rows: rowsOf(replay), status: () => statusOf(replay) };
  }
  const document = await replayReportOf(replay, invocation);
  return { shape: 'document', document, status: statusOf(replay) };
};

async function* rowsOf(replay: Replay): AsyncIterable<ReplayRow> {
  for await (const call of replay.calls) {
    const request = replay.maker.make(call);
    // Only the approximation of auto mode asks what a call does; telling that of every call would take twice as long.
    const effects = request.mode === 'auto' ? replay.analyser.analyse(call).call.effects : [];
    yield judged(call, { ...request, effects }, replay);
  }
}

function statusOf(replay: Replay): Status {
  return { ...callsStatus(replay.calls.account()), gaps: replayGaps(replay) };
}
