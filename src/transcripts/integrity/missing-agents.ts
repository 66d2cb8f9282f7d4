import type { Gap } from '../../evidence/gap.ts';
import type { AgentClaim } from '../digest/agent-claim.ts';
import { flag, type KnownGroup } from '../digest/group-digest.ts';

/** Groups of transcripts, and what names their files. */
export interface ClaimingGroups {
  readonly groups: readonly KnownGroup[];
  readonly reference: (file: number) => string;
  /** Whether a session was asked for. */
  readonly isSelected: (sessionId: string) => boolean;
}

interface GroupClaim extends AgentClaim {
  readonly group: KnownGroup;
}

/** A claim with the calls of it that are in no transcript; absent count where it is not known how many there were. */
interface UnmetClaim {
  readonly claim: GroupClaim;
  readonly missing?: number;
  /** How many subagents it speaks of. */
  readonly agents: number;
}

/** Subagents that made calls by what their results count, and of which fewer or no records are there. */
export function missingAgents({ groups, reference, isSelected }: ClaimingGroups): Gap[] {
  const claims = groups
    .flatMap((group) => group.agentClaims.map((claim) => ({ ...claim, group })))
    .filter(({ group, session }) => isSelected(group.sessions[session]?.sessionId ?? ''));
  if (claims.length === 0) return [];
  const unmet = [...unmetByName(claims, callsByAgent(groups)), ...unmetInline(claims)];
  const files = [...new Set(unmet.map(({ claim: { file } }) => file))].sort((a, b) => a - b);
  return files.map((file) =>
    gapOf(
      unmet.filter(({ claim }) => claim.file === file),
      reference(file),
    ),
  );
}

/** How many calls of each subagent one group holds: its transcript lies in one. */
function callsByAgent(groups: readonly KnownGroup[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { names, calls, sessions } of groups) {
    const counts = new Uint32Array(names.length);
    for (const index of calls.column.agentName) counts[index] = (counts[index] ?? 0) + 1;
    names.forEach((name, index) => {
      if (name !== '') most.set(name, Math.max(counts[index] ?? 0, most.get(name) ?? 0));
    });
    // A subagent without a call has left records all the same.
    for (const name of sessions.flatMap(({ agents }) => agents)) if (!most.has(name)) most.set(name, 0);
  }
  return most;
}

/** The result of a resumed subagent counts anew, so its greatest count is held against all its calls. */
function unmetByName(claims: readonly GroupClaim[], recorded: ReadonlyMap<string, number>): UnmetClaim[] {
  const byAgent = new Map<string, GroupClaim>();
  for (const claim of claims) {
    const { agentId, toolUses = -1 } = claim;
    if (agentId === undefined) continue;
    const known = byAgent.get(agentId);
    if (!known || toolUses > (known.toolUses ?? -1)) byAgent.set(agentId, claim);
  }
  return [...byAgent].flatMap(([agentId, claim]) => {
    const { toolUses, callId } = claim;
    // What a session prints names a subagent by the call that started it.
    const found = recorded.get(agentId) ?? recorded.get(callId);
    if (toolUses === undefined) return found === undefined ? [{ claim, agents: 1 }] : [];
    const missing = toolUses - (found ?? 0);
    return missing > 0 ? [{ claim, missing, agents: 1 }] : [];
  });
}

/**
 * Old versions write the records of subagents into the main transcript, without a name; a session that carries another
 * on copies results and leaves those records out.
 */
function unmetInline(claims: readonly GroupClaim[]): UnmetClaim[] {
  const inline = claims.filter(({ agentId, toolUses = 0 }) => agentId === undefined && toolUses > 0);
  const holders = [...new Map(inline.map((claim) => [holderOf(claim), claim])).values()].map((claim) => ({
    own: distinct(inline.filter((other) => holderOf(other) === holderOf(claim))),
    recorded: inlineCalls(claim),
  }));
  const met = new Set<string>();
  const meet = (own: readonly GroupClaim[]): void => {
    for (const { callId } of own) met.add(callId);
  };
  for (const { own, recorded } of holders) if (recorded >= sumOf(own)) meet(own);
  return holders.flatMap(({ own, recorded }) => {
    const open = own.filter(({ callId }) => !met.has(callId));
    const [claim] = open;
    const missing = sumOf(open) - recorded;
    meet(open);
    return claim && missing > 0 ? [{ claim, missing, agents: open.length }] : [];
  });
}

function holderOf({ file, session }: GroupClaim): string {
  return `${file}:${session}`;
}

function distinct(claims: readonly GroupClaim[]): GroupClaim[] {
  return [...new Map(claims.map((claim) => [claim.callId, claim])).values()];
}

function sumOf(claims: readonly GroupClaim[]): number {
  return claims.reduce((sum, { toolUses = 0 }) => sum + toolUses, 0);
}

/** Calls of subagents without a name, of one session. */
function inlineCalls({ group: { calls, names }, session }: GroupClaim): number {
  const { column, count } = calls;
  let found = 0;
  for (let row = 0; row < count; row += 1) {
    const isInline = ((column.flags[row] ?? 0) & flag.sidechain) !== 0;
    const isNameless = (names[column.agentName[row] ?? 0] ?? '') === '';
    if (isInline && isNameless && column.session[row] === session) found += 1;
  }
  return found;
}

function gapOf(unmet: readonly UnmetClaim[], path: string): Gap {
  const counted = unmet.filter(({ missing }) => missing !== undefined);
  const reason = [...missingCalls(counted), ...begunAgents(unmet.length - counted.length)].join('; ');
  const line = Math.min(...unmet.map(({ claim }) => claim.line));
  const calls = counted.reduce((sum, { missing = 0 }) => sum + missing, 0);
  return { kind: 'missing', reason, evidence: { path, line }, ...(calls > 0 && { absent: { calls } }) };
}

function missingCalls(counted: readonly UnmetClaim[]): string[] {
  const calls = counted.reduce((sum, { missing = 0 }) => sum + missing, 0);
  const agents = counted.reduce((sum, one) => sum + one.agents, 0);
  if (calls === 0) return [];
  const [whose, results] =
    agents === 1 ? ['a subagent', 'its result counts'] : [`${agents} subagents`, 'their results count'];
  const which = calls === 1 ? '1 call' : `${calls} calls`;
  return [`${which} of ${whose} ${calls === 1 ? 'is' : 'are'} in no transcript, by what ${results}`];
}

function begunAgents(count: number): string[] {
  if (count === 0) return [];
  const which = count === 1 ? 'a subagent' : `${count} subagents`;
  return [`${which} that went to the background left no record`];
}
