import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { RecordedMode } from '../../entries/entry.ts';
import type { PermissionMode } from '../../tool-call.ts';

/** Settings that let every tool run without a question. https://code.visualstudio.com/docs/copilot/chat/chat-agent-mode */
const everything: ReadonlySet<string> = new Set(['chat.tools.global.autoApprove', 'chat.tools.autoApprove']);

/** What is chosen for a conversation as a whole; `default` asks as settings say. */
const levels: Readonly<Record<string, PermissionMode>> = {
  autoApprove: 'bypassPermissions',
  autopilot: 'bypassPermissions',
  assisted: 'auto',
};

/**
 * Who let a call run, by `ToolConfirmKind`.
 * https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/chatService/chatService.ts
 */
const kinds: Readonly<Record<number, (confirmed: JsonObject) => Omit<RecordedMode, 'source'>>> = {
  1: () => ({ mode: 'default', recorded: 'no confirmation needed' }),
  2: ({ id }) => {
    const setting = textOf(id) ?? '';
    return { mode: everything.has(setting) ? 'bypassPermissions' : 'auto', recorded: setting };
  },
  3: ({ scope }) => ({ mode: 'auto', recorded: `approved before (${textOf(scope) ?? 'unknown'})` }),
  4: () => ({ mode: 'default', recorded: 'asked' }),
};

/** The mode of one call. @param turn that asked for it */
export function modeOf(confirmed: unknown, turn: JsonObject): RecordedMode | undefined {
  const level = textOf(objectOf(turn['modeInfo'])?.['permissionLevel']) ?? '';
  const chosen = Object.hasOwn(levels, level) ? levels[level] : undefined;
  if (chosen) return { mode: chosen, source: 'turn-record', recorded: level };
  const told = objectOf(confirmed) ?? {};
  const kind = typeof told['type'] === 'number' ? kinds[told['type']] : undefined;
  return kind && { ...kind(told), source: 'turn-record' };
}

/** What was said before a call: `no` where it was denied or skipped, `none` where it waits for an answer. */
export function answerOf(confirmed: unknown): 'yes' | 'no' | 'none' {
  const kind = objectOf(confirmed)?.['type'];
  if (confirmed === false || kind === 0 || kind === 5) return 'no';
  return confirmed === true || typeof kind === 'number' ? 'yes' : 'none';
}
