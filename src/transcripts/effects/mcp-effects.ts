import { findSecrets } from '../../secrets/find-secrets.ts';
import { analyseCommand, analyseSource } from '../../shell/analyse-command.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Action, Effect } from '../../shell/effect.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { isKnownProgram } from '../../shell/registry.ts';
import { sqlEffects } from '../../shell/sql/sql-effects.ts';
import { commandsIn, inputFields, textsIn } from '../dialects/input-fields.ts';
import { verbOf } from '../dialects/tool-verb.ts';
import type { ToolUse } from './tool-use.ts';

/**
 * Effects of a tool of an MCP server, by the names of the tool and of its inputs: what these do not tell, the verb
 * decides. https://modelcontextprotocol.io/specification
 */
export function mcpEffects(use: ToolUse, context: PathContext): CommandAnalysis {
  const analysis = inputEffects(use, context);
  const isTold = analysis.effects.length > 0 || commandsIn(use.tool, use.input).length > 0;
  return isTold ? analysis : { ...analysis, effects: verbEffect(use.tool) };
}

/**
 * Effects of a tool of which nothing is known, by the names of its inputs: a command is analysed as one, a path and an
 * address are what they are.
 */
export function inputEffects({ tool, input }: ToolUse, context: PathContext): CommandAnalysis {
  const commands = commandsIn(tool, input);
  if (commands.length > 0)
    return analyseCommand(commands.map((line) => ofClient(tool, line)).join('\n'), context);
  const [code] = textsIn(input, inputFields.code);
  const fromCode =
    code === undefined
      ? none
      : analyseSource({ code: calledCode(code), language: languageOf(tool), program: tool }, context);
  return { ...fromCode, effects: [...fromCode.effects, ...namedEffects({ tool, input }, context)] };
}

/** Servers that hand a command on to a client, by what their names hold. */
const clients: readonly (readonly [RegExp, string])[] = [
  [/redis|valkey|keydb/i, 'redis-cli'],
  [/kubectl|kubernetes|k8s/i, 'kubectl'],
  [/terraform|opentofu/i, 'terraform'],
  [/docker|podman/i, 'docker'],
  [/(?:^|[^a-z])aws/i, 'aws'],
  [/gcloud/i, 'gcloud'],
  [/azure/i, 'az'],
  [/helm/i, 'helm'],
];

/** A command that no shell has is one of the client that the server is for: `FLUSHALL` of a server for Redis. */
function ofClient(tool: string, line: string): string {
  const client = clients.find(([names]) => names.test(tool))?.[1];
  const [first = ''] = line.trim().split(/\s/);
  return client === undefined || isKnownProgram(first) ? line : `${client} ${line}`;
}

const none: CommandAnalysis = { commands: [], effects: [], problems: [] };

/** A function alone is called by the page that it is given to. https://playwright.dev/docs/evaluating */
function calledCode(code: string): string {
  const isFunction = /^\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*=>|[A-Za-z_$][\w$]*\s*=>)/.test(code);
  return isFunction ? `(${code.trim().replace(/;$/, '')})()` : code;
}

function languageOf(tool: string): string {
  if (/bash|shell|terminal/.test(tool)) return 'sh';
  return /python|jupyter/.test(tool) ? 'python' : 'node';
}

function namedEffects({ tool, input }: Omit<ToolUse, 'agent'>, context: PathContext): Effect[] {
  const action = verbOf(tool) ?? 'read';
  const paths = textsIn(input, inputFields.path).filter((path) => /^(?:[/~.]|[a-z]:[\\/])/i.test(path));
  const onPaths = paths.map((path) =>
    pathEffect({ action, path, program: tool, certainty: 'likely' }, context),
  );
  const urls = textsIn(input, inputFields.url).map((url): Effect => {
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
  const told = [...onPaths, ...urls, ...statements, ...openedToAll(tool, input)];
  return [
    ...told,
    ...(told.length === 0 ? hiddenEffects({ tool, input }, context) : []),
    ...(onPaths.length === 0 ? sentSecret(tool, input) : []),
  ];
}

const changing: ReadonlySet<Action | undefined> = new Set(['write', 'delete', 'upload', 'publish']);

/**
 * Places, addresses and statements under names that nobody knows, of a tool whose name says that it changes or sends
 * something: `possible`, because what the server does with them it alone knows.
 */
function hiddenEffects({ tool, input }: Omit<ToolUse, 'agent'>, context: PathContext): Effect[] {
  const action = verbOf(tool);
  const texts = [...textsBelow(input)];
  const fromSql = isSearch(tool) ? [] : texts.filter((text) => changingSql.test(text));
  const statements = fromSql
    .flatMap((sql) => sqlEffect(tool, sql))
    .map((effect) => ({ ...effect, ...possible }));
  if (action === undefined || !changing.has(action)) return statements;
  const places = texts.filter((text) => /^(?:\/|~\/|file:\/\/\/|[A-Za-z]:\\)[^\n*?"<>|]{1,300}$/.test(text));
  const onPlaces = places.map((path) =>
    pathEffect({ action, path: path.replace(/^file:\/\//, ''), program: tool, ...possible }, context),
  );
  const addresses =
    action === 'delete' || action === 'write' ? [] : texts.filter((text) => /^https?:\/\/\S+$/.test(text));
  const sent = addresses.map(
    (target): Effect => ({ action, target, zone: 'outside', program: tool, ...possible }),
  );
  return [...statements, ...onPlaces, ...sent];
}

const possible = { certainty: 'possible' } as const;

/** How statements begin that take something away or change it; a sentence goes on otherwise. */
const changingSql =
  /^\s*(?:drop\s+(?:table|database|schema|view|index|user|role)\s|delete\s+from\s|truncate\s+(?:table\s+)?[\w."`]+\s*;?\s*$|update\s+[\w."`]+\s+set\s|alter\s+(?:table|user|role|database)\s|grant\s+[\w, ]+\s+(?:on|to)\s|insert\s+into\s)/i;

function* textsBelow(value: unknown, depth = 0): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null && depth <= deepestInput)
    for (const inner of Object.values(value).slice(0, 200)) yield* textsBelow(inner, depth + 1);
}

/** Tools that a secret is for, and those of servers that keep what they are given on this machine. */
const keepsSecrets =
  /secret|env|credential|key|token|password|vault|login|auth|connect|memory|filesystem|todo|thinking|browser|playwright/i;

/** A secret in what is written to, or sent by, the service behind a server. */
function sentSecret(tool: string, input: unknown): Effect[] {
  const action = verbOf(tool);
  if (!changing.has(action) || action === 'delete' || keepsSecrets.test(tool)) return [];
  const holds = [...textsBelow(input)].some(
    (text) => text.length <= longestSearched && findSecrets(text).length > 0,
  );
  if (!holds) return [];
  const traits = ['from-secret', 'inline', 'remote'] as const;
  return [{ action: 'upload', target: tool, zone: 'outside', certainty: 'likely', program: tool, traits }];
}

const longestSearched = 64 * 1024;

/** What is shared with everybody, or with somebody by a link: an own document, a file, a page. */
function openedToAll(tool: string, input: unknown): Effect[] {
  const name = (tool.split('__').at(-1) ?? '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  const action = verbOf(tool);
  if (action === 'read' || action === 'delete' || withinTeam.test(name)) return [];
  if (!linkTool.test(name) && !isForAll(input)) return [];
  return [
    {
      action: 'publish',
      target: tool,
      zone: 'outside',
      certainty: 'likely',
      program: tool,
      traits: ['remote'],
    },
  ];
}

const linkTool = /public_?(?:url|link)|share_?(?:publicly|file|document|folder|drive)|make_public/;
/** What is public there is seen by those who work together. */
const withinTeam = /channel|conversation|calendar|event|team|repo/;
const audienceKey =
  /^(?:type|role|visibility|access|audience|shar(?:e|ing)|permissions?|link_?scope|scope|acl|privacy)$/i;
const everybody = /^(?:anyone|anyone_?with_?(?:the_?)?link|public|public-read|everyone|all_?users|world)$/i;
const publicKey = /^(?:is_?)?(?:public|publicly_?\w*|anyone_?\w*|everyone)$/i;

function isForAll(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > deepestInput) return false;
  return Object.entries(value)
    .slice(0, 200)
    .some(
      ([key, inner]: [string, unknown]) =>
        (inner === true && publicKey.test(key)) ||
        (typeof inner === 'string' && audienceKey.test(key) && everybody.test(inner)) ||
        isForAll(inner, depth + 1),
    );
}

const sqlFields: ReadonlySet<string> = new Set(inputFields.sql);

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
