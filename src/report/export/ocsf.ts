import type { CaseReport } from '../../assess/case-report.ts';
import type { Finding } from '../../detect/finding.ts';
import { type Level, levels } from '../../level.ts';
import type { ToolCallRow } from '../../transcripts/session-inventory.ts';
import type { Outcome } from '../../transcripts/tool-call.ts';
import { version as programVersion } from '../../version.ts';
import { jsonLine } from '../json.ts';
import { hostOf, type SubjectFields, subjectFields, techniquesOf } from './subject-fields.ts';

/** Open Cybersecurity Schema Framework. https://schema.ocsf.io/1.8.0/ */
const schemaVersion = '1.8.0';

/** `status_id`: 0 unknown, 1 success, 2 failure. */
const statusIds: Readonly<Record<Outcome, number>> = {
  succeeded: 1,
  failed: 2,
  denied: 2,
  'not-run': 2,
  interrupted: 2,
  background: 0,
  unknown: 0,
};

/** One event a tool call. A call without a time gets the time 0, and says so: the schema asks for one. */
export async function* toolCallsOcsf(rows: AsyncIterable<ToolCallRow>): AsyncIterable<string> {
  for await (const row of rows) yield jsonLine(toolCallOcsf(row));
}

/** The findings, one Detection Finding a line. */
export function caseOcsf({ findings, tool, subject }: CaseReport): string {
  return findings
    .map((finding) => jsonLine(findingOcsf(finding, { version: tool.version, home: subject.home })))
    .join('');
}

/** The class of an event and what only that class has. */
interface Activity {
  readonly category: number;
  readonly class: number;
  readonly activity: number;
  readonly fields: object;
}

const fileActivities: Readonly<Record<string, number>> = { Read: 2, Write: 1, NotebookRead: 2 };
const update = 3;

function toolCallOcsf(row: ToolCallRow): object {
  const { id, sessionId, startedAt, endedAt, outcome, cwd, evidence } = row;
  const activity = activityOf(row, subjectFields(row));
  return {
    ...base(activity, startedAt),
    severity_id: 1,
    status_id: statusIds[outcome],
    actor: { app_name: 'claude-code', session: { uid: sessionId } },
    device: { type_id: 0, name: 'evidence host' },
    ...(endedAt !== undefined && { end_time: Date.parse(endedAt) }),
    ...activity.fields,
    unmapped: {
      tool_call_id: id,
      tool: row.tool,
      cwd,
      permission_mode: row.permissionMode,
      outcome,
      effects: row.effects,
      evidence,
    },
  };
}

function activityOf({ id, tool, argument }: ToolCallRow, subject: SubjectFields): Activity {
  const { commandLine, filePath, url, mcpServer } = subject;
  if (filePath !== undefined) {
    const file = {
      name: filePath.split(/[\\/]/).at(-1) || filePath || 'unknown',
      path: filePath,
      type_id: 1,
    };
    return { category: 1, class: 1001, activity: fileActivities[tool] ?? update, fields: { file } };
  }
  if (url !== undefined) {
    const hostname = hostOf(url);
    const address = { url_string: url, ...(hostname !== undefined && { hostname }) };
    return { category: 4, class: 4002, activity: 3, fields: { http_request: { url: address } } };
  }
  if (mcpServer !== undefined) {
    const api = { operation: tool, service: { name: mcpServer } };
    return {
      category: 6,
      class: 6003,
      activity: 99,
      fields: { api, src_endpoint: { name: 'evidence host' } },
    };
  }
  return {
    category: 1,
    class: 1007,
    activity: 1,
    fields: { process: { uid: id, cmd_line: commandLine ?? argument, name: tool } },
  };
}

function findingOcsf(finding: Finding, run: { readonly version: string; readonly home: string }): object {
  const { queryId, ruleId, title, level, subject, tags, at, count } = finding;
  const [evidence] = finding.evidence;
  const uid = [queryId, evidence?.path, evidence?.line].join(':');
  const techniques = techniquesOf(tags);
  return {
    ...base({ category: 2, class: 2004, activity: 1, fields: {} }, at),
    severity_id: severityId(level),
    message: `${title}: ${subject}`,
    finding_info: {
      uid,
      title,
      desc: subject,
      analytic: { uid: ruleId ?? queryId, name: queryId, type_id: 1 },
      ...(techniques.length > 0 && { attacks: techniques.map((id) => ({ technique: { uid: id } })) }),
    },
    count,
    unmapped: { home: run.home, evidence: finding.evidence, context: finding.context },
  };
}

function base({ category, class: classUid, activity }: Activity, at: string | undefined): object {
  return {
    category_uid: category,
    class_uid: classUid,
    activity_id: activity,
    type_uid: classUid * 100 + activity,
    time: at === undefined ? 0 : Date.parse(at),
    metadata: {
      version: schemaVersion,
      product: { name: 'yolo-triage', vendor_name: 'yolo-triage', version: programVersion },
    },
  };
}

/** 1 informational … 5 critical. */
function severityId(level: Level): number {
  return levels.indexOf(level) + 1;
}
