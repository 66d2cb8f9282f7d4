import { describe, expect, it } from 'vitest';
import { callsOf, homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

interface OutcomeCase {
  readonly name: string;
  readonly outcome: string;
  readonly content?: unknown;
  /** Further fields of the result's record; `isError` goes into the block. */
  readonly more?: Row;
}

const failed = (content: string, outcome: string, more: Row = {}): OutcomeCase => ({
  name: content.split('\n')[0]?.slice(0, 70) ?? '',
  outcome,
  content,
  more: { isError: true, toolUseResult: `Error: ${content}`, ...more },
});

const bash = { stdout: 'x', stderr: '', interrupted: false, isImage: false };

/** The shell could not read the snapshot that it reads before the command. */
const noShell = [
  '/bin/bash: line 1: /tmp/claude-shell-snapshot-51ce: No such file or directory',
  '/usr/bin/bash: line 1: /home/dana/.claude/shell-snapshots/snapshot-bash-1-ab.sh: Permission denied',
  'zsh:source:1: no such file or directory: /Users/dana/.claude/shell-snapshots/snapshot-zsh-1-ab.sh',
  '/bin/sh: 1: /tmp/claude-shell-snapshot-51ce: No such file or directory',
];

/** The command ran: it printed something else, or only the folder behind it could not be noted. */
const besideShell = [
  '/bin/bash: line 1: /tmp/claude-51ce-cwd: No such file or directory',
  'removed\n/bin/bash: line 1: /tmp/claude-shell-snapshot-51ce: No such file or directory',
  '/bin/bash: line 1: /tmp/claude-shell-snapshot-51ce: No such file or directory\nremoved',
  '/bin/bash: line 1: /tmp/snapshot.sh: No such file or directory',
  'No suitable shell found. Claude CLI requires a Posix shell environment.',
];

/** What transcripts of versions 1.0.17 to 2.1.237 say. */
const cases: readonly OutcomeCase[] = [
  { name: 'output without an error', outcome: 'succeeded', content: 'ok', more: { toolUseResult: bash } },
  { name: 'an empty result', outcome: 'succeeded', content: '' },
  { name: 'blocks of text', outcome: 'succeeded', content: [{ type: 'text', text: 'ok' }] },
  {
    name: 'output that quotes a denial',
    outcome: 'succeeded',
    content: 'Permission to use Bash has been denied.',
    more: { toolUseResult: bash },
  },
  failed('Exit code 1\nmake: no target', 'failed'),
  failed('Error', 'failed'),
  failed('sudo: a terminal is required to read the password', 'failed'),
  failed('EISDIR: illegal operation on a directory, read', 'failed'),
  failed('Exit code 143', 'failed'),
  failed('Command timed out after 2m 0.0s Downloading', 'interrupted'),
  failed('Exit code 143\nCommand timed out after 10m 0.0s', 'interrupted'),
  failed('[Request interrupted by user for tool use]', 'interrupted'),
  failed('Exit code 137\n[Request interrupted by user for tool use]', 'interrupted'),
  failed('[Request interrupted by user for tool use]\nhalf of the output', 'interrupted'),
  failed(
    'Exit code 145\n[Request interrupted by user for tool use]\nCommand aborted before execution',
    'not-run',
  ),
  failed('Interrupted by user', 'not-run'),
  failed(
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.",
    'denied',
    { toolUseResult: 'User rejected tool use' },
  ),
  failed(
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nuse pnpm",
    'denied',
  ),
  failed("The user doesn't want to take this action right now. STOP what you are doing", 'denied'),
  failed('Permission to use Bash with command rm -rf /srv has been denied.', 'denied'),
  failed('Permission to use Bash with command rm -rf a &&\nrm -rf b has been denied.', 'denied'),
  failed('Permission to use Bash has been denied. IMPORTANT: You *may* attempt to accomplish this', 'denied'),
  failed('Permission to use Bash has been auto-denied (prompts unavailable).', 'denied'),
  failed('Permission to use WebFetch has been auto-denied in dontAsk mode.', 'denied'),
  failed('Permission for this tool use was denied. The tool use was rejected (eg. if', 'denied'),
  failed("Claude requested permissions to use Bash, but you haven't granted it yet.", 'denied'),
  failed("Claude requested permissions to write to /srv/a, but you haven't granted it yet.", 'denied'),
  failed('This command requires approval', 'denied'),
  failed(
    'This Bash command contains multiple operations. The following part requires approval: rm -rf /srv',
    'denied',
  ),
  failed('Hook PreToolUse:Bash denied this tool', 'denied'),
  failed('BLOCKED: production is not for agents', 'denied'),
  failed('PreToolUse:Bash hook error: [guard.sh]: BLOCKED: production', 'denied'),
  failed(
    'find contains unquoted glob characters — could glob-expand to a dangerous action before find runs',
    'denied',
    { toolDenialKind: 'user-rejected' },
  ),
  failed(
    "cd to '/srv' was blocked. For security, Claude Code may only change directories to child directories of the allowed working directories",
    'denied',
  ),
  failed(
    "mkdir in '/srv/a' was blocked. For security, Claude Code may only create directories in the allowed working directories",
    'denied',
  ),
  failed('Glob patterns are not allowed in write operations. Please specify an exact file path.', 'denied'),
  ...['permission-rule', 'automode-blocked', 'automode-unavailable', 'automode-parsing-error'].map((kind) =>
    failed(`words of a later version (${kind})`, 'denied', { toolDenialKind: kind }),
  ),
  failed(
    'Permission for this action was denied by the Claude Code auto mode classifier. Reason: a key that starts at login',
    'denied',
  ),
  failed('Permission for this action has been denied. Reason: it writes outside the project', 'denied'),
  failed('Error: This command was blocked by the auto mode classifier', 'denied'),
  failed('Bash call denied by permission rule Bash(rm:*)', 'denied'),
  failed('Exit code 22\ncurl: (22) The request was blocked by permission rules of the proxy', 'failed'),
  failed('remote: Permission for this action was denied by the server', 'failed'),
  ...noShell.flatMap((words) => [
    failed(words, 'not-run'),
    failed(`Exit code 1\n${words}`, 'not-run'),
    {
      name: `without an error: ${words}`,
      outcome: 'not-run',
      content: words,
      more: { toolUseResult: { ...bash, stdout: words } },
    },
  ]),
  ...besideShell.map((words) => ({
    name: `printed: ${words}`,
    outcome: 'succeeded',
    content: words,
    more: { toolUseResult: { ...bash, stdout: words } },
  })),
  failed('No suitable shell found. Claude CLI requires a Posix shell environment.', 'not-run'),
  failed('Working directory "/srv/gone" no longer exists. Please restart Claude', 'not-run'),
  failed("ERROR: cd to '/srv' was blocked. For security, Claude Code may only change", 'denied'),
  failed('<tool_use_error>Sibling tool call errored</tool_use_error>', 'unknown'),
  failed('<tool_use_error>Cancelled: parallel tool call Bash(make) errored</tool_use_error>', 'unknown'),
  failed('<tool_use_error>Error: No such tool available: Gash</tool_use_error>', 'not-run'),
  failed('<tool_use_error>InputValidationError: Edit failed due to the following issue', 'not-run'),
  failed('<tool_use_error>File has not been read yet. Read it first before writing to it.', 'not-run'),
  failed('File has not been read yet. Read it first before writing to it.', 'not-run'),
  failed('String to replace not found in file.\nString: a', 'not-run'),
  failed('Found 2 matches of the string to replace, but replace_all is false.', 'not-run'),
  failed('No changes to make: old_string and new_string are exactly the same.', 'not-run'),
  failed('Error: No such tool available: exit_plan_mode', 'not-run'),
  {
    name: 'a shell that was cut off',
    outcome: 'interrupted',
    content: 'x',
    more: { toolUseResult: { ...bash, interrupted: true } },
  },
  {
    name: 'a command sent to the background',
    outcome: 'background',
    content: 'Command running in background with ID: b1.',
    more: { toolUseResult: { ...bash, stdout: '', backgroundTaskId: 'b1' } },
  },
  {
    name: 'an agent sent to the background',
    outcome: 'background',
    content: 'Async agent launched successfully.',
    more: { toolUseResult: { isAsync: true, status: 'async_launched', agentId: 'a1' } },
  },
  {
    name: 'an edit that is held for review',
    outcome: 'not-run',
    content: 'staged',
    more: { toolUseResult: { filePath: '/a', staged: true } },
  },
  {
    name: 'a tool that says it failed',
    outcome: 'failed',
    content: 'no such task',
    more: { toolUseResult: { success: false, error: 'no such task' } },
  },
];

describe('the outcome of a call', () => {
  it.each(cases)('$outcome: $name', async ({ outcome, content, more }) => {
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: lines(
          toolUse(1, 'toolu_1', { command: 'make' }),
          toolResult(2, 'toolu_1', content, more),
        ),
      }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.['outcome']).toBe(outcome);
  });

  it('is unknown without a result', async () => {
    const { rows } = await callsOf(
      homeWith({ [mainFile]: lines(toolUse(1, 'toolu_1', { command: 'make' })) }),
    );
    expect(rows[0]?.['outcome']).toBe('unknown');
  });

  it('says so when a denied command has output: the denial did not hold', async () => {
    const denied = { isError: true, toolUseResult: bash };
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: lines(
          toolUse(1, 'toolu_1', { command: 'make' }),
          toolResult(2, 'toolu_1', 'Permission to use Bash with command make has been denied.', denied),
        ),
      }),
    );
    expect(rows[0]).toMatchObject({ outcome: 'succeeded', contradicted: true });
  });

  it('says so when one result denies and another shows that it ran', async () => {
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: lines(
          toolUse(1, 'toolu_1', { command: 'make' }),
          toolResult(2, 'toolu_1', 'This command requires approval', { isError: true }),
          toolResult(3, 'toolu_1', 'built'),
        ),
      }),
    );
    expect(rows[0]).toMatchObject({ outcome: 'succeeded', contradicted: true });
  });

  it('believes a hook that names the call it blocked', async () => {
    const attachment = { type: 'hook_blocking_error', hookEvent: 'PreToolUse', toolUseID: 'toolu_1' };
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: lines(
          toolUse(1, 'toolu_1', { command: 'make' }),
          { ...prompt(2, ''), type: 'attachment', message: undefined, attachment },
          toolResult(3, 'toolu_1', 'not on a Friday', { isError: true }),
        ),
      }),
    );
    expect(rows[0]?.['outcome']).toBe('denied');
  });

  const launched = toolResult(2, 'toolu_1', 'Command running in background with ID: b1.', {
    toolUseResult: { ...bash, stdout: '', backgroundTaskId: 'b1' },
  });
  const ask = toolUse(3, 'toolu_2', { task_id: 'b1' }, { tool: 'TaskOutput' });
  const ends: readonly (readonly [string, string, Row])[] = [
    ['TaskOutput', 'failed', taskOutput('failed', 1)],
    ['TaskOutput with a status that hides the exit code', 'failed', taskOutput('completed', 2)],
    ['TaskOutput', 'succeeded', taskOutput('completed', 0)],
    [
      'BashOutput',
      'interrupted',
      toolResult(4, 'toolu_2', '', { toolUseResult: { shellId: 'b1', status: 'killed' } }),
    ],
    [
      'a notification',
      'succeeded',
      notification('completed', 'Background command "make" completed (exit code 0)'),
    ],
    ['a notification', 'failed', notification('failed', 'Background command "make" failed with exit code 2')],
    ['TaskOutput of what still runs', 'background', taskOutput('running', null)],
  ];
  it.each(ends)('follows a background command to its end: %s says %s', async (_name, outcome, end) => {
    const { rows } = await callsOf(
      homeWith({ [mainFile]: lines(toolUse(1, 'toolu_1', { command: 'make' }), launched, ask, end) }),
    );
    expect(rows[0]).toMatchObject({ id: 'toolu_1', outcome });
  });
});

function taskOutput(status: string, exitCode: number | null): Row {
  const task = { task_id: 'b1', task_type: 'local_bash', status, exitCode };
  return toolResult(4, 'toolu_2', status, { toolUseResult: { retrieval_status: 'success', task } });
}

function notification(status: string, summary: string): Row {
  const text = `<task-notification>\n<task-id>b1</task-id>\n<output-file>/tmp/b1.output</output-file>\n<status>${status}</status>\n<summary>${summary}</summary>\n</task-notification>`;
  return prompt(5, text);
}
