import { analyseCommand, analyseSource } from '../../shell/analyse-command.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Action, Effect } from '../../shell/effect.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { sqlEffects } from '../../shell/sql/sql-effects.ts';
import type { ToolUse } from './tool-use.ts';

/** What a verb in a tool's name says; the first that fits. */
const verbs: readonly (readonly [RegExp, Action])[] = [
  [/(?:^|_)(?:delete|remove|drop|destroy|purge|clear|unlink|trash|erase|uninstall|cancel|revoke)/, 'delete'],
  [/(?:^|_)(?:push|publish|release|deploy|merge|submit)/, 'publish'],
  [/(?:^|_)(?:send|upload|post|reply|forward|email|notify|share|comment|dm)/, 'upload'],
  [
    /(?:^|_)(?:write|create|update|edit|append|insert|move|rename|copy|set|add|put|patch|save|replace|apply|modify)/,
    'write',
  ],
  [
    /(?:^|_)(?:read|get|list|search|find|query|fetch|view|show|describe|open|navigate|browse|scrape|crawl)/,
    'read',
  ],
];

const commandFields = ['command', 'cmd', 'shell_command', 'bash', 'commandLine'];
const codeFields = ['code', 'script', 'function', 'expression', 'javascript', 'python'];
const urlFields = ['url', 'uri', 'endpoint', 'link', 'href'];
const pathFields = [
  'path',
  'file_path',
  'filePath',
  'filename',
  'file',
  'source',
  'destination',
  'directory',
  'paths',
];
/** Keys that hold SQL; what is asked of a search stands under some of them, too, and is no statement. */
const sqlFields: ReadonlySet<string> = new Set(
  'sql query queries statement statements sql_query sqlquery raw_sql'.split(' '),
);

/**
 * Effects of a tool of an MCP server, by the names of the tool and of its inputs: a command is analysed as one, a
 * path and a URL are what they are, and for the rest the verb decides. https://modelcontextprotocol.io/specification
 */
export function mcpEffects({ tool, input }: ToolUse, context: PathContext): CommandAnalysis {
  const command = first(input, commandFields);
  if (command !== undefined) return analyseCommand(command, context);
  const code = first(input, codeFields);
  const fromCode =
    code === undefined ? none : analyseSource({ code, language: languageOf(tool), program: tool }, context);
  const effects = [...fromCode.effects, ...namedEffects({ tool, input }, context)];
  return { ...fromCode, effects: effects.length > 0 ? effects : verbEffect(tool) };
}

const none: CommandAnalysis = { commands: [], effects: [], problems: [] };

function languageOf(tool: string): string {
  if (/bash|shell|terminal/.test(tool)) return 'sh';
  return /python|jupyter/.test(tool) ? 'python' : 'node';
}

function namedEffects({ tool, input }: Omit<ToolUse, 'agent'>, context: PathContext): Effect[] {
  const action = verbOf(tool) ?? 'read';
  const paths = all(input, pathFields).filter((path) => /^(?:[/~.]|[a-z]:[\\/])/i.test(path));
  const onPaths = paths.map((path) =>
    pathEffect({ action, path, program: tool, certainty: 'likely' }, context),
  );
  const urls = all(input, urlFields).map((url): Effect => {
    const traits = isLocalTarget(url) ? { traits: ['local-host' as const] } : {};
    const sends = action === 'upload' || action === 'publish';
    return {
      action: sends ? action : 'connect',
      target: url,
      zone: 'outside',
      certainty: 'certain',
      program: tool,
      ...traits,
    };
  });
  const statements = isSearch(tool) ? [] : statementsIn(input).flatMap((sql) => sqlEffect(tool, sql));
  return [...onPaths, ...urls, ...statements];
}

/** Values of the keys that hold SQL, however deep in the input. */
function statementsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > deepestInput) return [];
  return Object.entries(value)
    .slice(0, 200)
    .flatMap(([key, inner]: [string, unknown]) => {
      if (!sqlFields.has(key.toLowerCase())) return statementsIn(inner, depth + 1);
      const values: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
      return values.filter((one): one is string => typeof one === 'string');
    });
}

const deepestInput = 6;

function sqlEffect(tool: string, sql: string): Effect[] {
  return sqlEffects(sql, 'other').flatMap((effect): Effect[] => {
    const base = { target: effect.target, zone: 'outside', certainty: 'likely', program: tool } as const;
    if (effect.kind === 'data')
      return [{ ...base, action: effect.action, traits: [...effect.traits, 'remote'] }];
    if (effect.kind === 'program') return [{ ...base, action: 'execute', traits: ['database', 'remote'] }];
    if (effect.kind === 'sent') return [{ ...base, action: 'upload', traits: ['remote'] }];
    const action = effect.kind === 'file-written' ? 'write' : 'read';
    return [{ ...base, action, traits: ['remote'] }];
  });
}

/** The server's own doing, known only by the tool's name. */
function verbEffect(tool: string): Effect[] {
  const action = verbOf(tool);
  if (action === undefined || action === 'read') return [];
  return [
    { action, target: tool, zone: 'outside', certainty: 'possible', program: tool, traits: ['remote'] },
  ];
}

/** What is looked for in documents or the web is written in plain words. */
function isSearch(tool: string): boolean {
  return /(?:^|_)(?:search|web|docs?|ask|find)/.test((tool.split('__').at(-1) ?? '').toLowerCase());
}

function verbOf(tool: string): Action | undefined {
  const name = (tool.split('__').at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return verbs.find(([pattern]) => pattern.test(name))?.[1];
}

function all(input: ToolUse['input'], fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = input[field];
    const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, 50) : [value];
    return values.filter((one): one is string => typeof one === 'string' && one !== '');
  });
}

function first(input: ToolUse['input'], fields: readonly string[]): string | undefined {
  return all(input, fields)[0];
}
