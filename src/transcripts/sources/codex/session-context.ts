import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { turnMode } from '../../dialects/codex/approval.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Reading } from './rollout.ts';

/** Who the session is; only the first such record of a file tells it. */
export const metaEntry: Reading = (payload, rollout) => {
  const id = textOf(payload['id']) ?? textOf(payload['session_id']);
  const isCopy = rollout.hasIdentity && id !== rollout.threadId;
  if (isCopy || textOf(payload['forked_from_id']) !== undefined) rollout.copies();
  if (rollout.hasIdentity) return [];
  rollout.hasIdentity = true;
  rollout.threadId = id ?? '';
  const parent = parentOf(payload);
  const cwd = textOf(payload['cwd']);
  return [
    contextOf({
      sessionId: parent ?? id,
      agentId: parent === undefined ? undefined : id,
      cwd,
      project: cwd,
      gitBranch: textOf(objectOf(payload['git'])?.['branch']),
      version: textOf(payload['cli_version']),
      entrypoint: textOf(payload['originator']) ?? textOf(payload['source']),
    }),
  ];
};

/** The session whose agent started this one; versions from 0.142 on name the human's as `session_id`. */
function parentOf(payload: JsonObject): string | undefined {
  const subagent = objectOf(payload['source'])?.['subagent'];
  if (subagent === undefined) return undefined;
  const whole = textOf(payload['session_id']);
  if (whole !== undefined && whole !== payload['id']) return whole;
  const spawned = objectOf(objectOf(subagent)?.['thread_spawn'])?.['parent_thread_id'];
  return textOf(spawned) ?? textOf(payload['parent_thread_id']);
}

/** One stands before the calls of each turn, and another one where something changes within it. */
export const turnEntries: Reading = (payload, rollout) => {
  rollout.hasTurns = true;
  rollout.model = textOf(payload['model']) ?? rollout.model;
  rollout.mode = turnMode(payload) ?? { mode: 'unknown', source: 'none' };
  return [...contextEntry(payload), { kind: 'mode', ...rollout.mode }];
};

export const contextEntry = (payload: JsonObject): readonly UnplacedEntry[] => [
  contextOf({ cwd: textOf(payload['cwd']), model: textOf(payload['model']) }),
];
