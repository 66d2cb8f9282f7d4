import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import type { Entry, UnplacedEntry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { eventReadings } from './event-readings.ts';
import { itemReadings } from './item-readings.ts';
import { type Reading, Rollout } from './rollout.ts';
import { contextEntry, metaEntry, turnEntries } from './session-context.ts';

/** By the type of a line. What a compaction keeps of the history stands before it in the same file. */
const readings: Readonly<Record<string, Reading>> = {
  session_meta: metaEntry,
  turn_context: turnEntries,
  response_item: (payload, rollout) => byType(itemReadings, payload, rollout),
  event_msg: (payload, rollout) => byType(eventReadings, payload, rollout),
  compacted: () => [],
  world_state: contextEntry,
  inter_agent_communication: () => [],
  inter_agent_communication_metadata: () => [],
  security_risk_score: () => [],
};

/**
 * The entries of a rollout. Each line is `{timestamp, type, payload}`:
 * https://github.com/openai/codex/blob/main/codex-rs/protocol/src/protocol.rs (`RolloutLine`)
 */
export function* readRollout(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const rollout = new Rollout();
  for (const { object, line } of readJsonLines(file, reportGap)) {
    const at = Date.parse(textOf(object['timestamp']) ?? '');
    const time = Number.isNaN(at) ? {} : { at };
    rollout.at = at;
    for (const found of entriesOf(object, rollout)) yield { ...time, ...found, place: { line } };
  }
}

function entriesOf(object: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  const type = textOf(object['type']) ?? '';
  const payload = objectOf(object['payload']);
  const reading = Object.hasOwn(readings, type) ? readings[type] : undefined;
  return payload && reading ? reading(payload, rollout) : [unclaimed(type || 'no type', object)];
}

function byType(
  readingsOf: Readonly<Record<string, Reading>>,
  payload: JsonObject,
  rollout: Rollout,
): readonly UnplacedEntry[] {
  const type = textOf(payload['type']) ?? '';
  const reading = Object.hasOwn(readingsOf, type) ? readingsOf[type] : undefined;
  return reading?.(payload, rollout) ?? [unclaimed(type || 'no type', payload)];
}

function unclaimed(type: string, record: JsonObject): UnplacedEntry {
  return { kind: 'unclaimed', type, mayHoldCall: couldHold(record) };
}
