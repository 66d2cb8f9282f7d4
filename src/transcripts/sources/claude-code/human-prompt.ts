import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { MessageView } from './message-view.ts';
import type { RecordView } from './record-view.ts';

/** What the program itself puts into a user record, or what another agent says. */
const notHuman =
  /^(?:<(?:local-command-|bash-|command-stdout|system-reminder|task-notification|teammate-message|user-memory-input)|\[Request interrupted by user|Tool loaded\.$|This session is being continued from a previous conversation|Caveat: The messages below were generated)/;

/**
 * What the program and its editor put beside the words of a human: the file that lies open, what is marked in it, notes
 * for the model. https://code.claude.com/docs/en/vs-code
 */
const addedBeside = /<(ide_\w{1,40}|system-reminder)>[\s\S]*?<\/\1>\s*/g;

/** More than anybody types; what is pasted is cut there. */
const longestPrompt = 64 * 1024;

/**
 * The words of a human in a `user` record; absent where the record carries nothing but a tool result, a notification, a
 * compaction summary, or stands in a subagent, whose prompts are written by its parent. What was typed while a tool ran
 * stands behind its result, as a block of its own.
 */
export function humanPromptOf(record: RecordView): string | undefined {
  if (record.type !== 'user' || record.isSidechain) return undefined;
  if (record.isMeta || record.isCompactSummary || isForeign(record.origin)) return undefined;
  const texts = record.message && textsOf(record.message, record.hasStructured);
  if (texts === undefined || texts.length === 0) return undefined;
  const words = texts
    .map((text) => text.replace(addedBeside, ''))
    .filter((text) => text.trim() !== '' && !notHuman.test(text.trimStart()));
  return words.length === 0 ? undefined : commandOf(words.join('\n'));
}

/** Whether the record goes on with a turn: it hands the result of a call to the model. */
export function carriesResult(message: MessageView): boolean {
  let isResult = false;
  message.eachBlock((block) => {
    isResult ||= block.type === 'tool_result';
  });
  return isResult;
}

/** Texts of a message; absent where one has to come with the result of a call, and does not. */
function textsOf(message: MessageView, needsResult: boolean): readonly string[] | undefined {
  const { content } = message;
  if (content?.isString) return needsResult ? undefined : [content.text(longestPrompt) ?? ''];
  const texts: string[] = [];
  let isResult = false;
  message.eachBlock((block) => {
    const { type } = block;
    isResult ||= type === 'tool_result';
    const text = type === 'text' ? block.text?.text(longestPrompt) : undefined;
    if (text !== undefined) texts.push(text);
  });
  return needsResult && !isResult ? undefined : texts;
}

/** `origin.kind` (2.1.88 and later) names what is not typed: `task-notification`, `peer`, … */
function isForeign(origin: ScannedValue | undefined): boolean {
  const kind = origin?.member('kind');
  return kind !== undefined && kind.text() !== 'human';
}

/** A slash command as it was typed. */
function commandOf(words: string): string {
  const name = /<command-name>([^<]{1,200})<\/command-name>/.exec(words)?.[1];
  if (name === undefined) return words;
  const argument = /<command-args>([^<]*)<\/command-args>/.exec(words)?.[1]?.trim() ?? '';
  return argument === '' ? name : `${name} ${argument}`;
}
