import { type JsonObject, textOf } from '../../../json-object.ts';
import { type ShellName, shellNamed } from '../../../shell/shells.ts';
import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

/**
 * Tools of all versions since 0.46: `shell` takes words, `shell_command` and `exec_command` a line, `write_stdin` types
 * into what runs already. https://github.com/openai/codex/tree/main/codex-rs/core/src/tools/handlers
 */
export const codex: Dialect = {
  agent: 'codex',
  tools: {
    shell: { kind: 'shell', subject: 'command' },
    'container.exec': { kind: 'shell', subject: 'command' },
    local_shell: { kind: 'shell', subject: 'command' },
    shell_command: { kind: 'shell', subject: 'command', shell: shellOf },
    exec_command: { kind: 'shell', subject: 'cmd', shell: shellOf },
    write_stdin: { kind: 'shell', subject: 'command', mayWait: true, shell: shellOf },
    apply_patch: { kind: 'patch', subject: 'patch' },
    read_file: { kind: 'read', subject: 'file_path' },
    view_image: { kind: 'read', subject: 'path' },
    grep_files: { kind: 'search', subject: 'path' },
    list_dir: { kind: 'search', subject: 'dir_path' },
    spawn_agent: { kind: 'agent', subject: 'message' },
    send_input: { kind: 'agent', subject: 'message' },
  },
  mcpTool: serverTool,
};

/** The one that the call names; else that of the system, which its folder tells. */
function shellOf(input: JsonObject, cwd: string): ShellName {
  const program = textOf(input['shell'])?.split(/[\\/]/).at(-1);
  const named = program === undefined ? undefined : shellNamed(program.toLowerCase().replace(/\.exe$/, ''));
  return named ?? (/^(?:[A-Za-z]:|\\\\)/.test(cwd) ? 'powershell' : 'bash');
}
