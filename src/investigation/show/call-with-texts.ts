import type { CallWithTexts } from '../../assess/shown-calls.ts';
import { rowOf } from '../../transcripts/row-of.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { excerptOf } from './excerpt.ts';

/** Characters at most. */
export interface TextLengths {
  readonly input: number;
  readonly result: number;
}

/** A call with the beginnings of its texts instead of all of them. */
export function callWithTexts(call: ToolCall, lengths: TextLengths): CallWithTexts {
  const { input, result } = call;
  return {
    ...rowOf(call),
    givenInput: excerptOf(inputText(input), lengths.input),
    ...(result && {
      printed: {
        ...excerptOf(result.text, lengths.result),
        isError: result.isError,
        evidence: result.evidence,
      },
    }),
  };
}

/** Line feeds of a command stay what they are. */
function inputText(input: ToolCall['input']): string {
  return Object.entries(input)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}
