import type { EvidenceReference } from '../evidence/artifact.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';

/** How often the transcripts show a server in use. */
export interface ServerUse {
  readonly calls: number;
  /** ISO 8601 UTC. */
  readonly firstAt?: string;
  readonly lastAt?: string;
  readonly sessionIds: readonly string[];
  /** The first call. */
  readonly evidence: EvidenceReference;
}

/** Counts calls of tools named `mcp__<server>__<tool>`. https://code.claude.com/docs/en/mcp */
export interface UseCounter {
  observe(call: ToolCall): void;
  useOf(names: readonly string[]): ServerUse | undefined;
  /** Every server name that a tool call bears. */
  names(): readonly string[];
  /** Whose call bore it first: id in `src/agents/`. */
  agentOf(name: string): string | undefined;
}

const sessionsAtMost = 20;

export function useCounter(): UseCounter {
  const uses = new Map<string, ServerUse>();
  const agents = new Map<string, string>();
  return {
    observe({ agent, mcp, startedAt, sessionId, outcome, evidence }) {
      const name = mcp?.server;
      if (name === undefined || outcome === 'denied' || outcome === 'not-run') return;
      if (!agents.has(name)) agents.set(name, agent);
      uses.set(name, added(uses.get(name), { startedAt, sessionId, evidence }));
    },
    useOf: (names) =>
      names
        .map(toolName)
        .map((name) => uses.get(name))
        .find((use) => use !== undefined),
    names: () => [...uses.keys()].sort(),
    agentOf: (name) => agents.get(name),
  };
}

/** A server's name as it stands in the names of its tools. */
export function toolName(server: string): string {
  return server.replace(/[^\w-]/g, '_');
}

function added(
  use: ServerUse | undefined,
  {
    startedAt,
    sessionId,
    evidence,
  }: Pick<ToolCall, 'sessionId' | 'evidence'> & { readonly startedAt: string | undefined },
): ServerUse {
  const sessionIds = use?.sessionIds ?? [];
  const known = sessionIds.includes(sessionId) || sessionIds.length >= sessionsAtMost;
  const times = [use?.firstAt, use?.lastAt, startedAt].filter((time) => time !== undefined).sort();
  const [firstAt] = times;
  const lastAt = times.at(-1);
  return {
    calls: (use?.calls ?? 0) + 1,
    ...(firstAt !== undefined && { firstAt }),
    ...(lastAt !== undefined && { lastAt }),
    evidence: use?.evidence ?? evidence,
    sessionIds: known ? sessionIds : [...sessionIds, sessionId],
  };
}
