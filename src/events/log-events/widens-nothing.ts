import type { FileEdit } from '../../transcripts/file-edit.ts';
import { changedLines } from './written-text.ts';

/** Settings of agents. */
const ofAgents =
  /(?:[\\/]\.(?:claude|codex|gemini|cursor|copilot|qwen|vscode)[\\/][^\\/]+|\.claude\.json|mcp[\w-]*\.json|opencode\.jsonc?|claude_desktop_config\.json)$/i;
/** Where an agent’s own traffic goes. */
const leads = /base_?url|proxy|endpoint/i;
/** Files that hold MCP servers and nothing else. */
const ofServers =
  /(?:[\\/]\.mcp\.json|[\\/]mcp\.json|claude_desktop_config\.json|mcp_(?:config|settings|servers)\.json)$/i;
/** What takes a server's rights away: to take that out gives it more. */
const holdsBack = /disabled|read-?only|deny|exclude|include|allow|only|safe|sandbox/i;

/**
 * Whether a change of settings gives nobody more than before: brackets and commas that were mended, another port of this
 * machine, a server that was taken out. False where the words do not tell.
 */
export function widensNothing({ path, before, after, patch = [] }: FileEdit): boolean {
  if (!ofAgents.test(path) || !/\.(?:jsonc?|toml)$/i.test(path)) return false;
  const pairs =
    typeof before === 'string' && after !== undefined
      ? [{ from: before, to: after }]
      : patch.flatMap((change) => ('from' in change ? [change] : []));
  if (pairs.length === 0 || (before === undefined && pairs.length < patch.length)) return false;
  return pairs.every(
    ({ from, to }) =>
      isOfForm(from, to) || isOfPort(from, to) || (ofServers.test(path) && takesOut(from, to)),
  );
}

function isOfForm(from: string, to: string): boolean {
  return bare(from) === bare(to);
}

function bare(text: string): string {
  return text.replaceAll(/[\s{}[\],]/g, '');
}

function isOfPort(from: string, to: string): boolean {
  return (
    withoutPorts(from) === withoutPorts(to) &&
    withoutPorts(from) !== from &&
    !leads.test(changedLines(from, to))
  );
}

function withoutPorts(text: string): string {
  return text.replaceAll(/\b(localhost|127\.0\.0\.1):\d{2,5}\b/g, '$1:port');
}

/** Whether lines are gone and none is new, and none of those gone held something back. */
function takesOut(from: string, to: string): boolean {
  const lines = partsOf(from);
  const left = partsOf(to);
  return (
    left.length < lines.length &&
    left.every((line) => lines.includes(line)) &&
    !holdsBack.test(changedLines(lines.join('\n'), left.join('\n')))
  );
}

/** Texts and keys, one by one, however they were laid out. */
function partsOf(text: string): readonly string[] {
  return text
    .split(/[\n{}[\],]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
