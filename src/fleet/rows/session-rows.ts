import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { StreamRow } from '../row.ts';
import { durationMs, evidenceCells } from './evidence-cells.ts';

/** A session, and one row for each stretch of it in which permission prompts were off. */
export function sessionRows(session: SessionSummary): readonly StreamRow[] {
  return [sessionRow(session), ...windowRows(session)];
}

function sessionRow(session: SessionSummary): StreamRow {
  const { startedAt, endedAt, tokens, bypassWindows, longestUnattended } = session;
  return {
    stream: 'sessions',
    row: {
      at: startedAt,
      sessionId: session.sessionId,
      agent: session.agent,
      project: session.project,
      format: session.format,
      endedAt,
      durationMs: durationMs(startedAt, endedAt),
      cwd: session.cwds[0],
      cwds: session.cwds,
      branches: session.branches,
      agentVersions: session.versions,
      entrypoints: session.entrypoints,
      models: session.models,
      toolCalls: session.toolCalls,
      bypassCalls: session.callsByMode['bypassPermissions'] ?? 0,
      failedCalls: session.callsByOutcome.failed ?? 0,
      deniedCalls: session.callsByOutcome.denied ?? 0,
      tools: counts(session.callsByTool),
      modes: counts(session.callsByMode),
      bypassMs: bypassWindows.reduce((sum, { from, to }) => sum + (durationMs(from, to) ?? 0), 0),
      unattendedMs: longestUnattended?.durationMs,
      unattendedCalls: longestUnattended?.calls,
      subagents: session.subagents,
      humanPrompts: session.humanPrompts,
      firstPrompt: session.firstPrompt,
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      outputTokensAreLowerBound: tokens.isLowerBound ?? false,
      cacheReadTokens: tokens.cacheRead,
      cacheCreationTokens: tokens.cacheCreation,
      loops: session.loops.length,
      ...evidenceCells(session.evidence),
    },
  };
}

function windowRows(session: SessionSummary): readonly StreamRow[] {
  return session.bypassWindows.map(({ from, to, calls, source }) => ({
    stream: 'bypass_windows',
    row: {
      at: from,
      sessionId: session.sessionId,
      project: session.project,
      cwd: session.cwds[0],
      endedAt: to,
      durationMs: durationMs(from, to) ?? 0,
      calls,
      permissionModeSource: source,
      entrypoints: session.entrypoints,
      agentVersions: session.versions,
      ...evidenceCells(session.evidence),
    },
  }));
}

/** Most frequent first, then by name. */
function counts(by: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(by)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${name}=${count}`);
}
