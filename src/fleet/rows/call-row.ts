import type { Action, Effect } from '../../shell/effect.ts';
import { hostOf } from '../../shell/hosts.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { StreamRow } from '../row.ts';
import { durationMs, evidenceCells } from './evidence-cells.ts';

const reaching: ReadonlySet<Action> = new Set(['connect', 'download', 'upload', 'publish']);
const changing: ReadonlySet<Action> = new Set(['write', 'delete', 'persist', 'configure', 'install']);

/** A call with its effects as lists: what a call did to the world stays a question of one table. */
export function callRow(call: Omit<ToolCall, 'input' | 'result' | 'prompt'>): StreamRow {
  const { effects, startedAt, endedAt } = call;
  return {
    stream: 'calls',
    row: {
      at: startedAt,
      toolCallId: call.id,
      sessionId: call.sessionId,
      agent: call.agent,
      agentId: call.agentId,
      project: call.project,
      cwd: call.cwd,
      gitBranch: call.gitBranch,
      tool: call.tool,
      mcpServer: call.mcp?.server,
      argument: call.argument,
      endedAt,
      durationMs: durationMs(startedAt, endedAt),
      permissionMode: call.permissionMode,
      permissionModeSource: call.permissionModeSource,
      outcome: call.outcome,
      contradicted: call.contradicted,
      agentVersion: call.version,
      effects: distinct(effects.map(({ action, zone, certainty }) => `${action} ${zone} ${certainty}`)),
      traits: distinct(effects.flatMap(({ traits = [] }) => traits)),
      programs: distinct(effects.map(({ program }) => program)),
      hosts: distinct(effects.filter(({ action }) => reaching.has(action)).map(hostName)),
      paths: distinct(effects.filter(isNotable).map(({ target }) => target)),
      ...evidenceCells(call.evidence),
    },
  };
}

/** Of an address, `user@host`, `host/path`; the target itself where it is nothing of the kind. */
function hostName({ target }: Effect): string {
  const bare = /^(?:[\w.-]{1,64}@)?([\w-]{1,63}(?:\.[\w-]{1,63}){0,8})(?:\/.*)?$/s.exec(target)?.[1];
  return hostOf(target) ?? bare?.toLowerCase() ?? target;
}

function isNotable({ action, zone }: Effect): boolean {
  return changing.has(action) || (zone === 'credentials' && !reaching.has(action));
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
