import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { searchBlocks } from './search-blocks.ts';

/** A call as it was shown to the human. */
export interface ShownCall {
  readonly tool: string;
  readonly input: JsonObject;
  /** Told by a path that is shown both ways. */
  readonly cwd?: string;
  readonly isCommand: boolean;
}

/** Says that whoever wrote the command wants it approved. */
const approvalMark = /\s*REQ_APP$/;

const readings: Readonly<Record<string, (text: string) => ShownCall | undefined>> = {
  command: (text) => ({
    tool: 'execute_command',
    input: { command: text.replace(approvalMark, '') },
    isCommand: true,
  }),
  tool: toolCall,
  use_mcp_server: serverCall,
  browser_action_launch: (text) => ({ tool: 'browser_action', input: { url: text }, isCommand: false }),
};

/** @param name of what a message says or asks; nothing where it is no call */
export function shownCall(name: string, text: string): ShownCall | undefined {
  return Object.hasOwn(readings, name) ? readings[name]?.(text) : undefined;
}

/** `{"tool": "readFile", "path": "a.ts", "content": "/srv/app/a.ts"}` */
function toolCall(text: string): ShownCall {
  const shown = objectIn(text);
  const { tool: name, ...input } = shown ?? { content: text };
  const [path, content] = [textOf(input['path']), textOf(input['content'])];
  const isSame = path !== undefined && content?.endsWith(`/${path}`) === true && !content.includes('\n');
  return {
    tool: textOf(name) ?? '',
    input: withEdits(input, content ?? textOf(input['diff']) ?? ''),
    ...(isSame && { cwd: content.slice(0, -path.length - 1) }),
    isCommand: false,
  };
}

function withEdits(input: JsonObject, shown: string): JsonObject {
  const edits = searchBlocks(shown);
  return edits.length === 0 ? input : { ...input, edits };
}

/** `{"type": "use_mcp_tool", "serverName": …, "toolName": …, "arguments": "{…}"}` */
function serverCall(text: string): ShownCall | undefined {
  const shown = objectIn(text);
  const [server, tool] = [textOf(shown?.['serverName']), textOf(shown?.['toolName'])];
  if (server === undefined) return undefined;
  const given = shown?.['arguments'];
  const input = objectOf(given) ?? objectIn(textOf(given) ?? '') ?? { uri: shown?.['uri'] };
  return { tool: `mcp__${server}__${tool ?? 'access_mcp_resource'}`, input, isCommand: false };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
