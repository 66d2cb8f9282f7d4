import type { CaseReport } from '../../assess/case-report.ts';
import type { ToolCallRow } from '../../transcripts/session-inventory.ts';
import { jsonLine } from '../json.ts';
import { techniquesOf } from './subject-fields.ts';

/** A longer text would be left out of the search index. https://timesketch.org/guides/user/import-from-json-csv/ */
const charactersAtMost = 8000;

/** Tool calls with a time; Timesketch takes no others. */
export async function* toolCallsTimesketch(rows: AsyncIterable<ToolCallRow>): AsyncIterable<string> {
  for await (const { startedAt, tool, argument, effects, evidence, ...rest } of rows) {
    if (startedAt === undefined) continue;
    yield line({
      ...rest,
      message: `${tool}: ${argument}`,
      datetime: startedAt,
      timestamp_desc: 'Tool call',
      data_type: 'claude_code:tool_call',
      tool,
      effects: effects.map(({ action, target }) => `${action} ${target}`).join('; '),
      evidence: place(evidence),
    });
  }
}

/** Findings and the rest of the timeline. */
export function caseTimesketch({ timeline, findings }: CaseReport): string {
  const events = timeline
    .filter(({ kind }) => kind !== 'finding')
    .map(({ at, kind, what, subject, sessionId, evidence }) =>
      line({
        message: `${what}: ${subject}`,
        datetime: at,
        timestamp_desc: kind,
        data_type: `claude_code:${kind}`,
        sessionId,
        evidence: place(evidence),
      }),
    );
  const found = findings.flatMap(
    ({ at, title, subject, level, queryId, tags, sessionId, evidence: [first] }) =>
      at === undefined || first === undefined
        ? []
        : line({
            message: `${level}: ${title}: ${subject}`,
            datetime: at,
            timestamp_desc: 'Finding',
            data_type: 'yolo_triage:finding',
            tag: [level, ...techniquesOf(tags)],
            queryId,
            sessionId,
            evidence: place(first),
          }),
  );
  return [...events, ...found].join('');
}

function line(event: Readonly<Record<string, unknown>>): string {
  const cut = Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.slice(0, charactersAtMost) : value,
    ]),
  );
  return jsonLine(cut);
}

function place({ path, line: number }: { readonly path: string; readonly line?: number }): string {
  return number === undefined ? path : `${path}:${number}`;
}
