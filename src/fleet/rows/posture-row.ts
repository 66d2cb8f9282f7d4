import type { EffectiveSetting } from '../../assess/posture/effective-settings.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function postureRow(item: PostureItem): StreamRow {
  const { writtenBy } = item;
  return {
    stream: 'posture',
    row: {
      at: writtenBy?.at,
      kind: item.kind,
      name: item.name,
      command: item.command,
      scope: item.scope,
      project: item.project,
      runs: item.runs,
      meaning: item.meaning,
      file: item.file,
      modifiedAt: item.modifiedAt,
      writtenBySession: writtenBy?.sessionId,
      writtenByCall: writtenBy?.toolCallId,
      writtenInMode: writtenBy?.permissionMode,
      strength: writtenBy?.strength,
      findings: item.findings,
      ...evidenceCells(item.evidence),
    },
  };
}

/** What a setting amounts to over all scopes; `default` is a scope, too. */
export function settingRow({ key, value, scope, project, meaning, path, line }: EffectiveSetting): StreamRow {
  return {
    stream: 'posture',
    row: {
      kind: 'setting',
      name: key,
      command: value,
      scope,
      project,
      meaning,
      evidencePath: path,
      evidenceLine: line,
    },
  };
}
