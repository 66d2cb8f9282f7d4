import { isJsonObject, type JsonObject, textOf } from '../../../json-object.ts';

/**
 * The flat form that guides describe (`projects/<hash>/sessions/<session>.jsonl` with lines such as
 * `{"type":"tool_use","tool_name":"Bash","input":{…}}`) and that other agents write in like words.
 * Claude Code itself is not known to write it; it is read and labelled.
 */
interface FlatLine {
  readonly kind: 'tool_use' | 'tool_result';
  /** Absent where the line carries none. */
  readonly id?: string;
  readonly tool?: string;
}

const idFields = ['id', 'tool_use_id', 'tool_id', 'toolUseId', 'call_id'];
const inputFields = ['input', 'tool_input', 'parameters', 'arguments'];
const contentFields = ['content', 'output', 'tool_output', 'result'];

/** Absent for every record that is not flat. */
function flatLineOf(record: JsonObject): FlatLine | undefined {
  const { type } = record;
  if ((type !== 'tool_use' && type !== 'tool_result') || record['message'] !== undefined) return undefined;
  const fields = type === 'tool_result' ? ['tool_use_id', ...idFields] : idFields;
  const id = firstText(record, fields);
  const tool = firstText(record, ['tool_name', 'name', 'tool']);
  return { kind: type, ...(id !== undefined && { id }), ...(tool !== undefined && { tool }) };
}

/** Gives flat records the nested form, so that everything else reads one form only; leaves others as they are. */
export interface FlatReader {
  nested(record: JsonObject, line: number): JsonObject;
}

/**
 * Flat lines may carry no ids: a call is then named by its place, a result belongs to the oldest open call of its tool.
 * @param sessionId from the file's place
 */
export function createFlatReader(sessionId: string): FlatReader {
  const open: { readonly id: string; readonly tool?: string }[] = [];

  function resultId(flat: FlatLine): string | undefined {
    const index = open.findIndex(({ id, tool }) =>
      flat.id === undefined ? flat.tool === undefined || flat.tool === tool : flat.id === id,
    );
    const [call] = index === -1 ? [] : open.splice(index, 1);
    return flat.id ?? call?.id;
  }

  return {
    nested(record, line) {
      const flat = flatLineOf(record);
      if (!flat) return record;
      const placed = `${sessionId}:${line}`;
      if (flat.kind === 'tool_result') return nestedForm(record, flat, resultId(flat) ?? placed);
      const id = flat.id ?? placed;
      open.push({ id, ...(flat.tool !== undefined && { tool: flat.tool }) });
      return nestedForm(record, flat, id);
    },
  };
}

function nestedForm(record: JsonObject, { kind, tool }: FlatLine, id: string): JsonObject {
  const block =
    kind === 'tool_use'
      ? { type: kind, id, name: tool ?? 'unknown', input: firstValue(record, inputFields) }
      : {
          type: kind,
          tool_use_id: id,
          content: flatContent(firstValue(record, contentFields)),
          is_error: isError(record),
        };
  return { ...record, type: kind === 'tool_use' ? 'assistant' : 'user', message: { content: [block] } };
}

function isError(record: JsonObject): boolean {
  const code = record['exit_code'] ?? record['exitCode'];
  const wrong = (typeof code === 'number' && code !== 0) || record['success'] === false;
  return record['is_error'] === true || record['error'] !== undefined || wrong;
}

function flatContent(value: unknown): unknown {
  return isJsonObject(value) ? (textOf(value['stdout']) ?? JSON.stringify(value)) : value;
}

function firstText(record: JsonObject, fields: readonly string[]): string | undefined {
  return fields.map((field) => textOf(record[field])).find((text) => text !== undefined);
}

function firstValue(record: JsonObject, fields: readonly string[]): unknown {
  return fields.map((field) => record[field]).find((value) => value !== undefined);
}
