import type { Home } from '../../evidence/home.ts';
import { type InventorySettings, inventory, summariseTranscripts } from '../../transcripts/inventory.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { AskedReference } from './asked-reference.ts';
import { fitOf, isCommitId } from './is-meant.ts';

/** The call that a reference means, and how it does. */
export interface Meant {
  readonly found: 'call' | 'session' | 'commit' | 'nearest';
  readonly callId: string;
  readonly sessionId: string;
}

/** Nothing where no call has to do with the reference. */
export async function findMeant(
  asked: AskedReference,
  home: Home,
  settings: InventorySettings,
): Promise<Meant | undefined> {
  const { sessions } = await summariseTranscripts(home, {}, settings);
  const named = sessions
    .filter(({ sessionId }) => isNamed(asked, sessionId))
    .map(({ sessionId }) => sessionId);
  // Results are read where they are asked for: a whole home of them takes long.
  const withResults = asked.kind === 'place' || isCommitId(asked.name);
  const calls = inventory(home, named.length > 0 ? { sessions: named } : {}, {
    ...settings,
    withResults,
    withInput: false,
  });
  const isSession = asked.kind === 'name' && named.length > 0;
  return isSession ? firstOf(calls) : bestOf(asked, calls);
}

const leastOfSessionId = 4;

/** A file of a session has its id in its path. */
function isNamed(asked: AskedReference, sessionId: SessionSummary['sessionId']): boolean {
  if (asked.kind === 'place') return asked.place.path.includes(sessionId);
  return asked.name.length >= leastOfSessionId && sessionId.startsWith(asked.name);
}

async function firstOf(calls: AsyncIterable<ToolCall>): Promise<Meant | undefined> {
  for await (const { id, sessionId } of calls) return { found: 'session', callId: id, sessionId };
  return undefined;
}

/** The call itself; else the last of its file before the line, or the next behind it. */
async function bestOf(asked: AskedReference, calls: AsyncIterable<ToolCall>): Promise<Meant | undefined> {
  const line = asked.kind === 'place' ? asked.place.line : undefined;
  let nearest: ToolCall | undefined;
  for await (const call of calls) {
    const fit = fitOf(asked, call);
    if (fit === 'call' || fit === 'commit') return { found: fit, callId: call.id, sessionId: call.sessionId };
    if (fit === 'same-file' && (!nearest || isNearer(call, nearest, line))) nearest = call;
  }
  return nearest && { found: 'nearest', callId: nearest.id, sessionId: nearest.sessionId };
}

function isNearer({ evidence }: ToolCall, nearest: ToolCall, line = 0): boolean {
  const [at = 0, known = 0] = [evidence.line, nearest.evidence.line];
  if (at <= line) return known > line || at > known;
  return known > line && at < known;
}
