import type { CaseCall } from '../../assess/case-calls.ts';
import type { Excerpt } from '../../assess/shown-calls.ts';
import type { BookDetail, BookText } from './payload.ts';

/** How much of a call's texts is in the file. */
export interface Share {
  /** Characters at most. */
  readonly input: number;
  /** 0 leaves it out. */
  readonly result: number;
}

/** What is known of one call besides its row. */
export function detailOf(call: CaseCall, { input, result }: Share): BookDetail {
  const { id, cwd, gitBranch: branch, permissionModeSource: modeSource, agentId: subagent, printed } = call;
  return {
    id,
    input: cut(call.givenInput, input),
    ...(printed &&
      withResult && { result: { ...textOf(printed), ...(printed.isError && { isError: true }) } }),
    ...(printed && !withResult && { isLeftOut: true }),
    effects: call.effects.map(
      ({ action, target, zone, certainty }) => `${action} ${target} (${zone}, ${certainty})`,
    ),
    ...(cwd !== undefined && { cwd }),
    ...(branch !== undefined && { branch }),
    modeSource,
    ...(subagent !== undefined && { subagent }),
    ...(call.contradicted && { contradicted: true }),
  };
}

/** Whether a share takes a part of one of its texts away. */
export function isCut({ givenInput, printed }: CaseCall, { input, result }: Share): boolean {
  const isResultCut = result > 0 && (printed?.text.length ?? 0) > result;
  return givenInput.text.length > input || isResultCut;
}

/** Secrets are redacted before: no cut can bring one to light. */
function cut({ text, wholeLength }: Excerpt, length: number): BookText {
  if (text.length <= length) return wholeLength === undefined ? { text } : { text, wholeLength };
  return { text: text.slice(0, length), wholeLength: wholeLength ?? text.length };
}
