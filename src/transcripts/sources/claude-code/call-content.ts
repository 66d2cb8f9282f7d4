import { isJsonObject, type JsonObject } from '../../../json-object.ts';
import { inputOf } from '../../dialects/argument.ts';
import type { CallContent, ResultContent } from '../../plan/read-line.ts';
import type { ScannedValue } from '../../scanner/scanned-value.ts';
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

/** The results of a record; those of the flat form may name no call, and are joined by their place. */
export function resultsIn(record: RecordView): ResultContent[] {
  const results: ResultContent[] = [];
  const { sessionId } = record;
  eachMessage(record, (message) =>
    eachToolBlock(message.body, {
      use: () => undefined,
      result({ content, isError, callIdText = '' }, id) {
        const text = contentText(content, longestResultText * longestCharacter).slice(0, longestResultText);
        const isFlat = message.copy === 'record' && !message.body.hasRole;
        results.push({
          ...(!isFlat && { id }),
          callId: callIdText,
          ...(sessionId !== undefined && { sessionId }),
          result: { text, isError, ...accountOf(message) },
        });
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
