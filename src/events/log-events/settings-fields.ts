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
  if (edit && (edit.before === undefined || edit.after === undefined) && isWithinServer(edit))
    return isOfEnvironment(edit) ? { OnlyPreferences: true } : { OnlyServers: true };
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

/** Files in which no hook and no rule of permission can stand. https://code.claude.com/docs/en/settings, https://code.claude.com/docs/en/mcp */
const withoutHooks = /(?:^|[\\/])\.(?:claude|mcp)\.json$/;
const keyOfServer = /"(?:command|args|url|mcpServers)"\s*:/;
/** What a server's entry is made of: its own keys, variables of its environment, arguments, brackets. */
const lineOfServer =
  /^\s*(?:"(?:command|args|url|type|env|headers|timeout|cwd)"\s*:.*|"[A-Z][A-Z0-9_]*"\s*:\s*"[^"]*",?|"[^"]*",?|[\s{}[\],]*)$/;

/** What else may stand in such a file, and says what an agent may do. */
const guards = /hooks|permission|allowed|trust|bypass|base_url|helper/i;

/** Whether replaced texts, of which no more is known, lie within the entry of an MCP server. */
function isWithinServer({ path, patch = [] }: FileEdit): boolean {
  if (!withoutHooks.test(path) || patch.length === 0) return false;
  return patch.every((change) => {
    if (!('from' in change)) return false;
    const lines = `${change.from}\n${change.to}`.split('\n');
    if (guards.test(`${change.from}${change.to}`)) return false;
    return (
      keyOfServer.test(change.from) &&
      keyOfServer.test(change.to) &&
      lines.every((line) => lineOfServer.test(line))
    );
  });
}

const lineOfEnvironment =
  /^\s*(?:"env"\s*:\s*\{.*|"(?!NODE_|LD_|DYLD_|PYTHON|PATH")[A-Z][A-Z0-9_]*"\s*:.*|[\s{},]*)$/;

/** Whether the replaced lines give a server no more than values of its environment, and none that loads other code. */
function isOfEnvironment({ patch = [] }: FileEdit): boolean {
  return patch.every((change) => {
    if (!('from' in change)) return false;
    const [from, to] = [change.from.split('\n'), change.to.split('\n')];
    const changed = [
      ...from.filter((line) => !to.includes(line)),
      ...to.filter((line) => !from.includes(line)),
    ];
    return changed.every((line) => lineOfEnvironment.test(line));
  });
}

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
