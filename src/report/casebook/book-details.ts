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

/** What is known of one call besides its row, with all that is here of its texts. */
export function detailOf(call: CaseCall): BookDetail {
  const { id, cwd, gitBranch: branch, permissionModeSource: modeSource, agentId: subagent, printed } = call;
  return {
    id,
    input: textOf(call.givenInput),
    ...(printed && { result: { ...textOf(printed), ...(printed.isError && { isError: true }) } }),
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

function textOf({ text, wholeLength }: Excerpt): BookText {
  return wholeLength === undefined ? { text } : { text, wholeLength };
}

/** What of it is in the file. */
export function sharedDetail({ result, ...detail }: BookDetail, share: Share): BookDetail {
  const shared = { ...detail, input: cut(detail.input, share.input) };
  if (!result) return shared;
  return share.result === 0
    ? { ...shared, isLeftOut: true }
    : { ...shared, result: { ...result, ...cut(result, share.result) } };
}

/** Whether a share takes a part of one of its texts away. */
export function isCut({ input, result }: BookDetail, share: Share): boolean {
  const isResultCut = share.result > 0 && (result?.text.length ?? 0) > share.result;
  return input.text.length > share.input || isResultCut;
}

/** Secrets are redacted before: no cut can bring one to light. */
function cut({ text, wholeLength }: BookText, length: number): BookText {
  if (text.length <= length) return wholeLength === undefined ? { text } : { text, wholeLength };
  return { text: text.slice(0, length), wholeLength: wholeLength ?? text.length };
}
