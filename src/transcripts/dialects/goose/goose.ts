import type { RecordedMode } from '../../entries/entry.ts';
import type { PermissionMode } from '../../tool-call.ts';
import type { Dialect } from '../dialect.ts';

const shell = { kind: 'shell', subject: 'command' } as const;
const read = { kind: 'read', subject: 'path' } as const;
const write = { kind: 'write', subject: 'path', content: 'file_text' } as const;
const edit = { kind: 'write', subject: 'path', replaces: ['old_str', 'new_str'] } as const;

/**
 * Tools of its own extensions, `<extension>__<tool>` as those of servers; later versions leave the name of `developer`
 * out. The editor does several things: here its operation stands behind its name.
 * https://block.github.io/goose/docs/mcp/developer-mcp
 */
export const goose: Dialect = {
  agent: 'goose',
  tools: {
    developer__shell: shell,
    shell,
    'developer__text_editor:view': read,
    'developer__text_editor:write': write,
    'developer__text_editor:str_replace': edit,
    'developer__text_editor:insert': { kind: 'write', subject: 'path' },
    'developer__text_editor:undo_edit': { kind: 'write', subject: 'path' },
    read,
    write: { kind: 'write', subject: 'path', content: 'content' },
    edit: { kind: 'write', subject: 'path', replaces: ['before', 'after'] },
    tree: { kind: 'search', subject: 'path' },
    developer__analyze: { kind: 'search', subject: 'path' },
    developer__screen_capture: { kind: 'other' },
    developer__list_windows: { kind: 'other' },
    computercontroller__web_scrape: { kind: 'web', subject: 'url' },
    subagent: { kind: 'agent', subject: 'instructions' },
    delegate: { kind: 'agent', subject: 'instructions' },
    todo__todo_write: { kind: 'other' },
    todo__todo_read: { kind: 'other' },
  },
  mcpTool(tool) {
    const [, server, name] = /^([\w-]{1,100}?)__(.+)$/s.exec(tool) ?? [];
    return server === undefined || name === undefined ? undefined : { server, tool: name };
  },
};

/**
 * `auto` asks before nothing, `smart_approve` before what a model takes for risky, `chat` runs no tool.
 * https://block.github.io/goose/docs/guides/goose-permissions
 */
const modes: Readonly<Record<string, PermissionMode>> = {
  auto: 'bypassPermissions',
  approve: 'default',
  smart_approve: 'auto',
  chat: 'plan',
};

/** @param written the column `goose_mode` of a session */
export function modeOf(written: string): RecordedMode {
  const mode = Object.hasOwn(modes, written) ? modes[written] : undefined;
  return { mode: mode ?? 'unknown', source: 'init-record', recorded: written };
}
