import type { RecordView } from '../../evidence/transcripts/scanner/record-view.ts';
import type { IdHash, ScannedValue } from '../../evidence/transcripts/scanner/scanned-value.ts';
import type { ToolResult } from '../tool-call.ts';
import { inputOf } from './argument.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { blocksOf, contentText, type Message, messagesOf } from './message.ts';

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
  return messagesOf(record).flatMap(({ body }) =>
    blocksOf(body).uses.map(({ id, name, input }) => ({
      id: id?.text(),
      tool: name,
      input: inputOf(input),
      cwd: record.repeated('cwd'),
      gitBranch: record.repeated('gitBranch'),
      version: record.repeated('version'),
    })),
  );
}

/** A result as its record has it. */
export interface ResultContent {
  readonly id: IdHash;
  /** Of the flat form, which may name no call: it was joined by its place. */
  readonly isFlat: boolean;
  readonly result: Omit<ToolResult, 'evidence'>;
}

export function resultsIn(record: RecordView): ResultContent[] {
  return messagesOf(record).flatMap((message) =>
    blocksOf(message.body).results.map(({ id, content, isError }) => ({
      id,
      isFlat: message.copy === 'record' && !message.body.member('role'),
      result: {
        text: contentText(content, longestResultText * longestCharacter).slice(0, longestResultText),
        isError,
        ...accountOf(message),
      },
    })),
  );
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
