import type { CommandAnalysis } from '../shell/command-analysis.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';

/** What agents cut from what they show; https://code.claude.com/docs/en/settings, `BASH_MAX_OUTPUT_LENGTH`. */
const longestResult = 30_000;
/** https://code.claude.com/docs/en/tools-reference: a reading ends after so many lines, and cuts each behind so many signs. */
const mostLines = 2000;
const longestLine = 2000;

const printing = /^(?:cat|type|Get-Content|gc)$/i;
const cut = /\btruncated\b|\[\.\.\.\s|Full output saved|PARTIAL view/i;

/**
 * Files, absolute, of which the result of a call shows all: read by a tool from the first line to the last, or printed
 * by a command that does nothing else.
 */
export function shownWhole(call: ToolCall, { commands, effects }: CommandAnalysis): readonly string[] {
  const { result, outcome, toolKind, input } = call;
  if (outcome !== 'succeeded' || !result || result.text.trim() === '' || !isWhole(result.text)) return [];
  const [only, ...more] = effects.map(({ action, target }) => (action === 'read' ? target : undefined));
  // A transcript grows behind the call that shows it.
  if (only === undefined || more.length > 0 || /[*?[$`]/.test(only) || only.includes(call.sessionId))
    return [];
  const isRead = toolKind === 'read' && input['offset'] === undefined && input['limit'] === undefined;
  return isRead || isPrinted(commands) ? [only] : [];
}

function isPrinted([command, ...more]: CommandAnalysis['commands']): boolean {
  if (!command || more.length > 0 || command.remote !== undefined) return false;
  return printing.test(command.program) && command.argv.length === 2;
}

function isWhole(text: string): boolean {
  if (text.length >= longestResult || cut.test(text.slice(-500)) || cut.test(text.slice(0, 500)))
    return false;
  const lines = text.split('\n');
  return lines.length < mostLines && lines.every(({ length }) => length < longestLine);
}
