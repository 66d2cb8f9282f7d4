import type { Home } from '../../evidence/home.ts';
import { type InventorySettings, inventory } from '../../transcripts/inventory.ts';
import type { Selection } from '../../transcripts/plan/selection.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { AskedReference } from './asked-reference.ts';
import { fitOf, isCommitId } from './is-meant.ts';

/** The call that a reference means, and how it does. */
export interface Meant {
  readonly found: 'call' | 'session' | 'commit' | 'folder' | 'nearest';
  readonly callId: string;
  readonly sessionId: string;
}

/** Nothing where no call has to do with the reference. The sessions that it names are looked at first, then all. */
export async function findMeant(
  asked: AskedReference,
  home: Home,
  settings: InventorySettings,
): Promise<Meant | undefined> {
  // Results are read where they are asked for: a whole home of them takes long.
  const withResults = asked.kind === 'place' || isCommitId(asked.name);
  const callsOf = (selection: Selection) =>
    inventory(home, selection, { ...settings, withResults, withInput: false });
  const sessions = sessionsNamed(asked);
  if (sessions.length > 0) {
    const calls = callsOf({ sessions });
    const meant = asked.kind === 'name' ? await firstOf(calls) : await bestOf(asked, calls);
    if (meant) return meant;
  }
  return bestOf(asked, callsOf({}));
}

const leastOfSessionId = 4;

/** Beginnings of ids: a name may be one, and a file of a session has its id in its path. */
export function sessionsNamed(asked: AskedReference): readonly string[] {
  if (asked.kind === 'name') return asked.name.length >= leastOfSessionId ? [asked.name] : [];
  return asked.place.path.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}

async function firstOf(calls: AsyncIterable<ToolCall>): Promise<Meant | undefined> {
  for await (const { id, sessionId } of calls) return { found: 'session', callId: id, sessionId };
  return undefined;
}

/** The call itself; else the last of its file before the line, or the next behind it; else the first in that folder. */
async function bestOf(asked: AskedReference, calls: AsyncIterable<ToolCall>): Promise<Meant | undefined> {
  const line = asked.kind === 'place' ? asked.place.line : undefined;
  let nearest: ToolCall | undefined;
  let inFolder: ToolCall | undefined;
  for await (const call of calls) {
    const fit = fitOf(asked, call);
    if (fit === 'call' || fit === 'commit') return { found: fit, callId: call.id, sessionId: call.sessionId };
    if (fit === 'folder') inFolder ??= call;
    if (fit === 'same-file' && (!nearest || isNearer(call, nearest, line))) nearest = call;
  }
  if (nearest) return { found: 'nearest', callId: nearest.id, sessionId: nearest.sessionId };
  return inFolder && { found: 'folder', callId: inFolder.id, sessionId: inFolder.sessionId };
}

function isNearer({ evidence }: ToolCall, nearest: ToolCall, line = 0): boolean {
  const [at = 0, known = 0] = [evidence.line, nearest.evidence.line];
  if (at <= line) return known > line || at > known;
  return known > line && at < known;
}
