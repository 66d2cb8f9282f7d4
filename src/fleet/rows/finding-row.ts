import type { Finding } from '../../detect/finding.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function findingRow(finding: Finding): StreamRow {
  const { at, sessionId, subject, evidence } = finding;
  return {
    stream: 'findings',
    row: {
      at,
      queryId: finding.queryId,
      ruleId: finding.ruleId,
      title: finding.title,
      level: finding.level,
      state: finding.state,
      tags: finding.tags,
      subject,
      item: sessionId === undefined ? subject : undefined,
      subjects: finding.subjects,
      context: finding.context,
      count: finding.count,
      sessionId,
      toolCallIds: finding.toolCallIds,
      arguments: finding.arguments,
      permissionModes: finding.permissionModes,
      outcomes: finding.outcomes,
      ...evidenceCells(evidence[0]),
    },
  };
}
