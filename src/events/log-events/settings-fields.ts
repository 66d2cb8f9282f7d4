import type { FileEdit } from '../../transcripts/file-edit.ts';
import type { FieldValue } from './log-event.ts';
import { firstOf, type IsPreference, isOfPreferences, preferenceIn, type Setting } from './preferences.ts';
import { widensNothing } from './widens-nothing.ts';
import { changedLines } from './written-text.ts';

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
export function settingsFields(target: string, written: Written): Record<string, FieldValue> {
  const edit = written.edits.find(({ path }) => path === target);
  const isNoMore = edit !== undefined && widensNothing(edit);
  return { ...changeFields(target, edit, written.contents), ...(isNoMore && { WidensNothing: true }) };
}

function changeFields(
  target: string,
  edit: FileEdit | undefined,
  contents: Written['contents'],
): Record<string, FieldValue> {
  if (edit && (edit.before === undefined || edit.after === undefined) && isWithinServer(edit))
    return isOfEnvironment(edit) ? { OnlyPreferences: true } : { OnlyServers: true };
  if (edit && (edit.before === undefined || edit.after === undefined) && isOfPreferences(edit))
    return { OnlyPreferences: true };
  const read = readerOf(target);
  const text = edit?.after ?? contents?.get(target);
  const after = typeof text === 'string' ? read?.(text) : undefined;
  if (!after) return {};
  const isPreference = preferenceIn(target);
  if (edit?.before === undefined) return kindsOf([...after], isPreference);
  const before = edit.before === null ? new Map<string, string>() : read?.(edit.before);
  if (!before) return {};
  const changed = [...before, ...after].filter(([key]) => before.get(key) !== after.get(key));
  return {
    ChangedSettings: [...new Set(changed.map(([key]) => firstOf(key)))],
    ...kindsOf(changed, isPreference),
    OnlyPreferences: changed.every(isPreference),
  };
}

/** An empty file says nothing of what it holds. */
function kindsOf(settings: readonly Setting[], isPreference: IsPreference): Record<string, FieldValue> {
  return {
    OnlyPreferences: settings.length > 0 && settings.every(isPreference),
    OnlyServers: isAboutServers(settings, isPreference),
  };
}

/** MCP servers, and preferences beside them at most. */
function isAboutServers(settings: readonly Setting[], isPreference: IsPreference): boolean {
  const isServer = ([key]: Setting) => servers.has(firstOf(key));
  return settings.some(isServer) && settings.every((setting) => isServer(setting) || isPreference(setting));
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
    return changedLines(change.from, change.to)
      .split('\n')
      .every((line) => lineOfEnvironment.test(line));
  });
}

type Values = ReadonlyMap<string, string>;

function readerOf(path: string): ((text: string) => Values | undefined) | undefined {
  if (/\.jsonc?$/.test(path)) return readJson;
  return path.endsWith('.toml') ? readToml : undefined;
}

function readJson(text: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return new Map(Object.entries(value).flatMap(([key, inner]) => settingsBelow(key, inner)));
  } catch {
    return undefined;
  }
}

/** Of variables each by itself: one of them may matter where another does not. */
function settingsBelow(key: string, value: unknown): readonly Setting[] {
  if (key !== 'env' || typeof value !== 'object' || value === null) return [[key, JSON.stringify(value)]];
  return Object.entries(value).map(([name, inner]) => [`env.${name}`, JSON.stringify(inner)]);
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
