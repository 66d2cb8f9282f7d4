import { hiddenFromPeople } from '../../unseen-characters.ts';
import type { PostureItem } from '../posture-item.ts';
import type { WrittenBy } from '../provenance/written-by.ts';
import type { FieldValue, LogEvent } from './log-event.ts';

/** Of an event; absent values and empty lists say nothing. */
export type ConfigurationFields = Record<string, FieldValue | undefined>;

/** Words that speak to a model. */
const commanding =
  /<important>|ignore (?:all |any )?(?:previous|prior|above)|do not (?:tell|mention|inform|show)|you must (?:first|always|never)|before (?:using|calling) (?:this|any) tool|system prompt|without (?:telling|asking) the user/i;

/** One thing that acts later or weakens a guard, as an event of Sigma's category `configuration`. */
export function postureEvent(item: PostureItem): LogEvent {
  const { kind, name, command, meaning, runs, writtenBy, cameWith } = item;
  const fields: ConfigurationFields = {
    kind: kind.replaceAll('-', '_'),
    ...placeFields(item),
    name,
    command,
    meaning,
    runs,
    ...textFields(command ?? ''),
    ...originFields(writtenBy),
    came_with_clone: cameWith !== undefined,
  };
  return configurationEvent(fields, {
    subject: command === undefined ? name : `${name}: ${command}`,
    ...item,
    writtenBy: writtenBy ?? cameWith,
  });
}

/** Fields of whatever stands in a configuration. */
export function placeFields({
  name,
  scope,
  path,
  project,
}: Pick<PostureItem, 'name' | 'scope' | 'path' | 'project'>): ConfigurationFields {
  return { name, scope, path, project };
}

/** What a text does to who reads it. */
export function textFields(text: string): ConfigurationFields {
  return { hidden_characters: hiddenFromPeople.test(text), speaks_to_model: commanding.test(text) };
}

/** Who wrote the entry. */
export function originFields(writtenBy: WrittenBy | undefined): ConfigurationFields {
  return {
    written_by_session: writtenBy !== undefined && writtenBy.strength !== 'file',
    changed_by_session: writtenBy !== undefined,
    permission_mode: writtenBy?.permissionMode,
  };
}

/** Where an entry stands, and which call wrote it or brought it along. */
export interface ConfigurationSource extends Pick<LogEvent, 'subject' | 'evidence'> {
  readonly writtenBy?: WrittenBy | undefined;
}

/** An event of Sigma's category `configuration`. */
export function configurationEvent(
  fields: ConfigurationFields,
  { subject, evidence, writtenBy }: ConfigurationSource,
): LogEvent {
  const known = Object.entries(fields).filter((entry): entry is [string, FieldValue] => isSaid(entry[1]));
  return {
    logsource: { products: ['ai_agent'], category: 'configuration' },
    fields: Object.fromEntries(known),
    subject,
    evidence,
    ...(writtenBy && { call: callOf(writtenBy) }),
  };
}

/** An empty list says nothing: for Sigma such a field is absent. */
function isSaid(value: FieldValue | undefined): value is FieldValue {
  return value !== undefined && !(typeof value === 'object' && value.length === 0);
}

function callOf({ toolCallId, at, strength: _strength, ...call }: WrittenBy): NonNullable<LogEvent['call']> {
  return { ...call, id: toolCallId, ...(at !== undefined && { startedAt: at }) };
}
