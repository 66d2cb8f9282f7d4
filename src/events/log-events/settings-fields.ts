import type { FileEdit } from '../../transcripts/file-edit.ts';
import type { FieldValue } from './log-event.ts';

/** What a call writes to files. */
interface Written {
  /** As the transcript tells them. */
  readonly edits: readonly FileEdit[];
  /** Text of files that its own words tell, by path. */
  readonly contents: ReadonlyMap<string, string> | undefined;
}

/**
 * Which settings of a file a call changed, by their first keys, where the transcript holds it before and after; and
 * whether they are preferences alone, which say nothing of what may be done or what runs. Where nobody recorded what was
 * there before, all that was written counts, and no change is told.
 */
export function settingsFields(target: string, { edits, contents }: Written): Record<string, FieldValue> {
  const edit = edits.find(({ path }) => path === target);
  const read = readerOf(target);
  const text = edit?.after ?? contents?.get(target);
  const after = typeof text === 'string' ? read?.(text) : undefined;
  if (!after) return {};
  if (edit?.before === undefined) return kindsOf([...after.keys()].map(firstOf));
  const before = edit.before === null ? new Map<string, string>() : read?.(edit.before);
  if (!before) return {};
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => before.get(key) !== after.get(key)).map(firstOf);
  return {
    ChangedSettings: [...new Set(changed)],
    ...kindsOf(changed),
    OnlyPreferences: changed.every((key) => preferences.has(key)),
  };
}

/** An empty file says nothing of what it holds. */
function kindsOf(keys: readonly string[]): Record<string, FieldValue> {
  return {
    OnlyPreferences: keys.length > 0 && keys.every((key) => preferences.has(key)),
    OnlyServers: isAboutServers(keys),
  };
}

/** MCP servers, and preferences beside them at most. */
function isAboutServers(changed: readonly string[]): boolean {
  return (
    changed.some((key) => servers.has(key)) &&
    changed.every((key) => servers.has(key) || preferences.has(key))
  );
}

/** Where agents keep MCP servers in their settings; which of a project's are on is a permission, and not among them. */
const servers: ReadonlySet<string> = new Set(['mcpServers', 'mcp_servers', 'mcp']);

/**
 * How an agent looks, answers and is told apart; plugins are named by a query of their own.
 * https://code.claude.com/docs/en/settings, https://developers.openai.com/codex/config-reference
 */
const preferences: ReadonlySet<string> = new Set([
  ...['$schema', 'enabledPlugins', 'theme', 'model', 'language', 'outputStyle', 'editorMode', 'verbose'],
  ...['alwaysThinkingEnabled', 'effortLevel', 'includeCoAuthoredBy', 'attribution', 'autoUpdatesChannel'],
  ...['spinnerTipsEnabled', 'spinnerVerbs', 'prefersReducedMotion', 'feedbackSurveyRate', 'showTurnDuration'],
  ...['preferredNotifChannel', 'terminalProgressBarEnabled', 'numStartups', 'tipsHistory'],
  ...['model_reasoning_effort', 'model_reasoning_summary', 'model_verbosity', 'personality', 'tui'],
  ...['hide_agent_reasoning', 'file_opener', 'notice', 'ui', 'keybinds', 'autoupdate'],
]);

type Values = ReadonlyMap<string, string>;

function readerOf(path: string): ((text: string) => Values | undefined) | undefined {
  if (/\.jsonc?$/.test(path)) return readJson;
  return path.endsWith('.toml') ? readToml : undefined;
}

function readJson(text: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return new Map(Object.entries(value).map(([key, inner]) => [key, JSON.stringify(inner)]));
  } catch {
    return undefined;
  }
}

/** Line by line: a file with a table in it twice is no TOML, and taking one of them out changes nothing. */
function readToml(text: string): Values {
  const values = new Map<string, string>();
  let table = '';
  for (const line of text.split(/\r?\n/)) {
    const written = line.trim();
    const header = /^\[{1,2}([^\]]{1,300})\]{1,2}/.exec(written)?.[1];
    if (header !== undefined) table = `${header.trim()}.`;
    else if (written !== '' && !written.startsWith('#')) {
      const at = written.indexOf('=');
      const key = at === -1 ? written : written.slice(0, at).trim();
      values.set(`${table}${key}`, at === -1 ? '' : written.slice(at + 1).trim());
    }
  }
  return values;
}

function firstOf(key: string): string {
  return /^[\w$-]+/.exec(key)?.[0] ?? key;
}
