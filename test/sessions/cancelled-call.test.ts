import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { callsOf, homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const sibling = '<tool_use_error>Sibling tool call errored</tool_use_error>';
const later = '<tool_use_error>Cancelled: parallel tool call Bash(make) errored</tool_use_error>';
const rejected = "The user doesn't want to proceed with this tool use. The tool use was rejected";

const use = (tool = 'Bash'): Row => toolUse(1, 'toolu_1', { command: 'rm -rfv /srv/backups' }, { tool });
const refused = (text: string): Row => toolResult(9, 'toolu_1', text, { isError: true });
const progress = (data: Row, parentToolUseID = 'toolu_1'): Row => ({
  ...prompt(5, ''),
  type: 'progress',
  message: undefined,
  data,
  parentToolUseID,
});
const output = { type: 'bash_progress', output: "removed '/srv/backups/a'", elapsedTimeSeconds: 4 };

async function outcomeOf(...records: readonly Row[]): Promise<unknown> {
  const { rows } = await callsOf(homeWith({ [mainFile]: lines(...records) }));
  return rows[0]?.['outcome'];
}

describe('a call that a sibling’s error cancelled', () => {
  it.each([sibling, later])('may have run, where nothing tells: %s', async (text) => {
    for (const tool of ['Bash', 'PowerShell', 'Read', 'Task', 'mcp__files__delete'])
      expect(await outcomeOf(use(tool), refused(text))).toBe('unknown');
  });

  it.each(['Edit', 'MultiEdit', 'Write', 'NotebookEdit'])('was still waiting: %s', async (tool) => {
    expect(await outcomeOf(use(tool), refused(sibling))).toBe('not-run');
  });

  it.each<readonly [string, Row]>([
    ['output of a command', output],
    ['output of PowerShell', { type: 'powershell_progress', output: 'x' }],
    ['a started MCP call', { type: 'mcp_progress', status: 'started' }],
    ['a message of an agent', { type: 'agent_progress', prompt: 'x' }],
  ])('was interrupted, where a record shows that it ran: %s', async (_name, data) => {
    expect(await outcomeOf(use(), progress(data), refused(sibling))).toBe('interrupted');
    expect(await outcomeOf(use(), refused(sibling), progress(data))).toBe('interrupted');
  });

  it.each<readonly [string, Row]>([
    ['a hook before it', progress({ type: 'hook_progress', hookEvent: 'PreToolUse' })],
    ['output of another call', progress(output, 'toolu_2')],
    ['a kind that is not known', progress({ type: 'waiting_for_task' })],
  ])('is not shown to have run by %s', async (_name, record) => {
    expect(await outcomeOf(use(), record, refused(sibling))).toBe('unknown');
  });
});

describe('a call that a record shows to have begun', () => {
  it.each([
    ['a person stopped it', rejected],
    ['a person stopped its sibling', 'Interrupted by user'],
  ])('was interrupted where %s', async (_name, text) => {
    expect(await outcomeOf(use(), progress(output), refused(text))).toBe('interrupted');
  });

  it.each([
    ['succeeded', toolResult(9, 'toolu_1', 'ok')],
    ['failed', refused('Exit code 1')],
    ['unknown', prompt(9, 'go on')],
  ])('keeps its outcome: %s', async (outcome, result) => {
    expect(await outcomeOf(use(), progress(output), result)).toBe(outcome);
  });

  it('is refused where nothing shows that it began', async () => {
    expect(await outcomeOf(use(), refused(rejected))).toBe('denied');
  });

  it('counts in the report as far as it ran', async () => {
    const reportOf = async (...records: readonly Row[]) => {
      const home = homeWith({ [mainFile]: lines(prompt(0, 'go on'), ...records) });
      return (await runCli(['report', '--home', home, '--output', '-'])).stdout;
    };
    const ran = await reportOf(use(), progress(output), refused(sibling));
    expect(ran).toMatch(
      /### 1\. high: .*\n\n(?:\|.*\n)*\| Calls \| `rm -rfv \/srv\/backups.*\n(?:\|.*\n)*\| Record \| .* interrupted,/,
    );
    const stopped = await reportOf(use(), refused(rejected));
    expect(stopped).not.toMatch(/\| (?:high|medium) .*rm -rfv \/srv\/backups/);
    expect(stopped).toContain('## Verdict: clean');
  });
});
