import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';

/** A call with its input under the names that the dialect knows. */
export interface NamedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd?: string;
}

/** Where tools name the file or the folder that they are about. */
const pathFields = [
  'path',
  'file_path',
  'target_file',
  'relativeWorkspacePath',
  'target_notebook',
  'target_directory',
  'relative_workspace_path',
  'effectiveUri',
] as const;
const folderFields = ['working_directory', 'cwd'] as const;

/** @param input an object, as it is or as JSON text; a patch is a text of its own */
export function namedCall(name: string, input: unknown): NamedCall {
  // One name was met with its first argument behind it.
  const tool = name.split(/\s/)[0] ?? '';
  const given = objectIn(input) ?? (typeof input === 'string' ? { patch: input } : { value: input });
  const server = serverCall(tool, given);
  if (server) return server;
  const path = first(given, pathFields);
  const cwd = first(given, folderFields);
  return {
    tool,
    input: path === undefined ? given : { ...given, path: withoutScheme(path) },
    ...(cwd !== undefined && { cwd }),
  };
}

export function objectIn(value: unknown): JsonObject | undefined {
  if (typeof value !== 'string') return objectOf(value);
  try {
    return objectOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}

/**
 * `{providerIdentifier, toolName, args}`, in older versions `{tools: [{serverName, name, parameters}]}`; transcripts
 * have `CallMcpTool` with `{server, toolName, arguments}`.
 */
function serverCall(tool: string, given: JsonObject): NamedCall | undefined {
  if (!/^(?:mcp|CallMcpTool)/i.test(tool)) return undefined;
  const offered = objectOf(listOf(given['tools'])[0]);
  const server =
    first(given, ['providerIdentifier', 'server', 'serverName']) ?? textOf(offered?.['serverName']);
  const name = first(given, ['toolName', 'tool_name']) ?? textOf(offered?.['name']);
  if (server === undefined || name === undefined) return undefined;
  const input =
    objectIn(given['args']) ?? objectIn(given['arguments']) ?? objectIn(offered?.['parameters']) ?? given;
  return { tool: `mcp__${server}__${name}`, input };
}

function first(input: JsonObject, fields: readonly string[]): string | undefined {
  return fields.flatMap((field) => textOf(input[field]) ?? [])[0];
}

function withoutScheme(path: string): string {
  return path.replace(/^file:\/\/(?=\/)/, '');
}
