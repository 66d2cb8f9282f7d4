import type { CaseReport } from '../../assess/case-report.ts';
import type { TimelineEvent } from '../../assess/timeline.ts';
import type { Finding } from '../../detect/finding.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { levels } from '../../level.ts';
import type { ToolCallRow } from '../../transcripts/session-inventory.ts';
import type { Outcome } from '../../transcripts/tool-call.ts';
import { jsonLine } from '../json.ts';
import { hostOf, hostsOf, subjectFields, techniquesOf } from './subject-fields.ts';

/** Elastic Common Schema. https://www.elastic.co/docs/reference/ecs */
const ecs = { version: '9.4.0' };
const provider = 'claude-code';

const outcomes: Readonly<Record<Outcome, 'success' | 'failure' | 'unknown'>> = {
  succeeded: 'success',
  failed: 'failure',
  denied: 'failure',
  'not-run': 'failure',
  interrupted: 'failure',
  background: 'unknown',
  unknown: 'unknown',
};

/** One document a tool call, as bulk loaders take them. */
export async function* toolCallsEcs(rows: AsyncIterable<ToolCallRow>): AsyncIterable<string> {
  for await (const row of rows) yield jsonLine(toolCallEcs(row));
}

/** Findings as alerts and the timeline as events, one document a line. */
export function caseEcs({ findings, timeline, tool }: CaseReport): string {
  const events = timeline.filter(({ kind }) => kind !== 'finding').map(eventEcs);
  const alerts = findings.map((finding) => findingEcs(finding, tool.version));
  return [...alerts, ...events].map((document) => jsonLine(document)).join('');
}

function toolCallEcs(row: ToolCallRow): object {
  const { id, sessionId, agentId, tool, startedAt, endedAt, outcome, effects, cwd, version, evidence } = row;
  const { commandLine, filePath, url, mcpServer } = subjectFields(row);
  const hosts = hostsOf(effects);
  return {
    ...(startedAt !== undefined && { '@timestamp': startedAt }),
    ecs,
    event: {
      kind: 'event',
      category: [url === undefined && mcpServer === undefined ? 'process' : 'network'],
      type: ['info'],
      action: 'tool_result',
      outcome: outcomes[outcome],
      dataset: 'yolo_triage.tool_call',
      provider,
      id,
      ...(startedAt !== undefined && { start: startedAt }),
      ...(endedAt !== undefined && { end: endedAt }),
    },
    gen_ai: {
      provider: { name: 'anthropic' },
      operation: { name: 'execute_tool' },
      tool: { name: tool, call: { id } },
      ...(agentId !== undefined && { agent: { id: agentId } }),
    },
    ...((commandLine !== undefined || cwd !== undefined) && {
      process: {
        ...(commandLine !== undefined && { command_line: commandLine }),
        ...(cwd !== undefined && { working_directory: cwd }),
      },
    }),
    ...(filePath !== undefined && { file: { path: filePath } }),
    ...(url !== undefined && { url: urlEcs(url) }),
    ...(hosts.length > 0 && { related: { hosts } }),
    claude_code: { events: { session: { id: sessionId }, ...(version !== undefined && { version }) } },
    yolo_triage: {
      permission_mode: row.permissionMode,
      permission_mode_source: row.permissionModeSource,
      outcome,
      effects,
      evidence,
    },
    ...log(evidence),
  };
}

function findingEcs(finding: Finding, version: string): object {
  const {
    queryId,
    ruleId,
    title,
    level,
    state,
    tags,
    subject,
    count,
    at,
    sessionId,
    outcomes: ended,
  } = finding;
  const techniques = techniquesOf(tags);
  const [evidence] = finding.evidence;
  return {
    ...(at !== undefined && { '@timestamp': at }),
    ecs,
    message: `${title}: ${subject}`,
    event: {
      kind: 'alert',
      category: ['intrusion_detection'],
      type: ['info'],
      dataset: 'yolo_triage.finding',
      module: 'yolo_triage',
      provider,
      severity: levels.indexOf(level) * 25,
    },
    rule: { id: ruleId ?? queryId, name: title, ruleset: 'yolo-triage', version },
    ...(techniques.length > 0 && { threat: { framework: 'MITRE ATT&CK', technique: { id: techniques } } }),
    ...(sessionId !== undefined && { claude_code: { events: { session: { id: sessionId } } } }),
    yolo_triage: {
      query_id: queryId,
      level,
      state,
      subject,
      count,
      outcomes: ended,
      evidence: finding.evidence,
    },
    ...(evidence && log(evidence)),
  };
}

/** Categories and types that ECS allows together. https://www.elastic.co/docs/reference/ecs/ecs-allowed-values-event-category */
const eventKinds: Readonly<Record<TimelineEvent['kind'], readonly [category: string, type: string]>> = {
  'session-start': ['session', 'start'],
  'session-end': ['session', 'end'],
  'bypass-start': ['configuration', 'change'],
  'bypass-end': ['configuration', 'change'],
  finding: ['intrusion_detection', 'info'],
  'ref-move': ['file', 'change'],
};

function eventEcs({ at, kind, what, subject, sessionId, evidence }: TimelineEvent): object {
  const [category, type] = eventKinds[kind];
  return {
    '@timestamp': at,
    ecs,
    message: `${what}: ${subject}`,
    event: {
      kind: 'event',
      category: [category],
      type: [type],
      action: kind,
      dataset: 'yolo_triage.timeline',
      provider,
    },
    ...(sessionId !== undefined && { claude_code: { events: { session: { id: sessionId } } } }),
    yolo_triage: { subject, evidence },
    ...log(evidence),
  };
}

function urlEcs(url: string): object {
  const domain = hostOf(url);
  return { original: url, ...(domain !== undefined && { domain }) };
}

function log({ path }: EvidenceReference): object {
  return { log: { file: { path } } };
}
