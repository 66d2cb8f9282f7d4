import { inputOf } from '../../dialects/claude-code/argument.ts';
import { isJsonObject, type JsonObject } from '../../digest/json-object.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import type { ToolResult } from '../../tool-call.ts';
import {
  contentText,
  eachMessage,
  eachToolBlock,
  eachWiredCall,
  type Message,
  unknownTool,
} from './message.ts';
import type { RecordView } from './record-view.ts';

/**
 * Results are cut there: a little above the length at which the agent itself cuts a command's output by default, so
 * that the object id that git prints after a long test run is not lost.
 * https://code.claude.com/docs/en/settings, `BASH_MAX_OUTPUT_LENGTH`
 */
export const longestResultText = 32_000;
/** What a character takes at most in JSON. */
const longestCharacter = 6;

/** A call as its record has it. */
export interface CallContent {
  readonly id: string | undefined;
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd: string | undefined;
  readonly gitBranch: string | undefined;
  readonly version: string | undefined;
}

/** The calls of a record, in its order. */
export function callsIn(record: RecordView): CallContent[] {
  const calls: CallContent[] = [];
  const { cwd, gitBranch, version } = record;
  eachMessage(record, ({ body }) =>
    eachToolBlock(body, {
      use({ idText: id, name: tool = '', input }) {
        calls.push({ id, tool, input: inputOf(input), cwd, gitBranch, version });
      },
      result: () => undefined,
    }),
  );
  eachWiredCall(record, (name, input) => {
    calls.push({ id: name.text(), tool: unknownTool, input: inputOf(input), cwd, gitBranch, version });
  });
  return calls;
}

/** A result as its record has it. */
export interface ResultContent {
  readonly id: IdHash;
  /** The same, as it is written. */
  readonly callId: string;
  /** Of the flat form, which may name no call: it was joined by its place. */
  readonly isFlat: boolean;
  readonly result: Omit<ToolResult, 'evidence'>;
}

export function resultsIn(record: RecordView): ResultContent[] {
  const results: ResultContent[] = [];
  eachMessage(record, (message) =>
    eachToolBlock(message.body, {
      use: () => undefined,
      result({ content, isError, callIdText = '' }, id) {
        const text = contentText(content, longestResultText * longestCharacter).slice(0, longestResultText);
        const isFlat = message.copy === 'record' && !message.body.hasRole;
        results.push({ id, callId: callIdText, isFlat, result: { text, isError, ...accountOf(message) } });
      },
    }),
  );
  return results;
}

function accountOf({ structured }: Message): Pick<ToolResult, 'gitOperation' | 'fileChange'> {
  if (!structured?.isObject) return {};
  const gitOperation = objectIn(structured.member('gitOperation'));
  const fileChange = structured.member('structuredPatch') && objectIn(structured);
  return { ...(gitOperation && { gitOperation }), ...(fileChange && { fileChange }) };
}

function objectIn(value: ScannedValue | undefined): JsonObject | undefined {
  const parsed = value?.isObject ? value.json() : undefined;
  return isJsonObject(parsed) ? parsed : undefined;
}
