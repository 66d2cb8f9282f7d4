import type { Finding } from '../../detect/finding.ts';
import type { ProviderCall } from '../../events/foreign-logs/provider-call.ts';
import { finding, kinds, ofCall } from './join-findings.ts';
import { isInside, type ProviderSide, type Recorded, type RecordedCall, ran, spanOf } from './sides.ts';

/** Calls by their id, which every record of a call shares; sessions by theirs, where the provider knows it. */
export function joinProvider(
  { calls, sessions }: Recorded,
  { providerCalls, providerSessions }: ProviderSide,
): readonly Finding[] {
  const recorded = new Map(calls.map((call) => [call.id, call]));
  const onlyLogged = providerCalls.filter(({ toolCallId }) => !recorded.has(toolCallId));
  const known = new Set([
    ...sessions.map(({ sessionId }) => sessionId),
    ...onlyLogged.flatMap(({ sessionId }) => sessionId ?? []),
  ]);
  const refused = providerCalls.flatMap((call) => {
    const own = recorded.get(call.toolCallId);
    return call.isRefused && own && ran.has(own.outcome) ? [own] : [];
  });
  return [
    ...onlyLogged.map((call) => finding(kinds.unrecorded, ofProvider(call))),
    ...onlyRecorded(calls, providerCalls).map((call) => finding(kinds.unlogged, ofCall(call))),
    ...refused.map((call) => finding(kinds.refused, ofCall(call))),
    ...providerSessions
      .filter(({ sessionId }) => !known.has(sessionId))
      .map(({ sessionId, ...match }) =>
        finding(kinds.unrecordedSession, { ...match, sessionId, subject: sessionId, toolCallIds: [] }),
      ),
  ];
}

/** Of sessions that the log covers: by their own id, or because it has another call of them. */
function onlyRecorded(
  calls: readonly RecordedCall[],
  logged: readonly ProviderCall[],
): readonly RecordedCall[] {
  const known = new Set(logged.map(({ toolCallId }) => toolCallId));
  const covered = new Set<string | undefined>([
    ...logged.map(({ sessionId }) => sessionId),
    ...calls.filter(({ id }) => known.has(id)).map(({ sessionId }) => sessionId),
  ]);
  const span = spanOf(logged.flatMap(({ at }) => at ?? []));
  return calls.filter(
    ({ id, sessionId, startedAt, outcome }) =>
      ran.has(outcome) && !known.has(id) && covered.has(sessionId) && isInside(startedAt, span),
  );
}

function ofProvider({ toolCallId, tool, argument, at, sessionId, evidence }: ProviderCall) {
  return {
    subject: [tool, argument].filter((part) => part !== undefined).join(': ') || toolCallId,
    toolCallIds: [toolCallId],
    evidence,
    ...(at !== undefined && { at }),
    ...(sessionId !== undefined && { sessionId }),
  };
}
