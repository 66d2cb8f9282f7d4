import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { callsOf, homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const wrong = '<tool_use_error>InputValidationError: Bash failed due to the following issue';
const denied = "The user doesn't want to proceed with this tool use. The tool use was rejected";
const stopped = '[Request interrupted by user for tool use]';

/** A call with any name and any input, and what it came to. */
function call(tool: unknown, input: unknown, outcome: Row[] = [toolResult(4, 't', 'done')]): Row[] {
  const block = { type: 'tool_use', id: 't', name: tool, input };
  return [toolUse(3, 't', {}, { message: { role: 'assistant', content: [block] } }), ...outcome];
}

function failed(text: string): Row[] {
  return [toolResult(4, 't', text, { isError: true })];
}

async function told(...records: readonly Row[]) {
  const home = homeWith({ [mainFile]: lines(prompt(0, 'Release it'), ...records) });
  const { stdout, code } = await runCli(['sessions', '--home', home, '--format', 'json']);
  const { gaps, unclaimed } = JSON.parse(stdout);
  return { gaps, unclaimed, code, home };
}

const nothing = 'has nothing where it says what it did: ';
const blanked: readonly (readonly [string, unknown, string])[] = [
  ['Bash', {}, 'has no input'],
  ['Bash', null, 'has no input'],
  ['Bash', '  ', 'has no input'],
  ['Read', [], 'has no input'],
  ['Bash', { command: '' }, `${nothing}Bash`],
  ['Bash', { command: ' \n' }, `${nothing}Bash`],
  ['Bash', { command: null }, `${nothing}Bash`],
  ['Bash', { command: '[REDACTED]', description: 'List files' }, `${nothing}Bash`],
  ['Bash', { command: '***' }, `${nothing}Bash`],
  ['PowerShell', { command: '<redacted>' }, `${nothing}PowerShell`],
  ['Bash', { command: '[content removed]' }, `${nothing}Bash`],
  ['Bash', { command: '***REDACTED***' }, `${nothing}Bash`],
  ['Bash', { command: '████' }, `${nothing}Bash`],
  ['Write', { file_path: '[redacted: path]', content: 'x' }, `${nothing}Write`],
  ['Edit', { file_path: '', old_string: 'a', new_string: 'b' }, `${nothing}Edit`],
  ['WebFetch', { url: '', prompt: 'sum up' }, `${nothing}WebFetch`],
  ['Grep', { pattern: '', path: '/srv' }, `${nothing}Grep`],
  ['Task', { prompt: '', description: 'Look' }, `${nothing}Task`],
];

const foreign: readonly (readonly [string, unknown, string])[] = [
  ['Bash', { command: 5 }, 'Bash with command that is no text'],
  ['Bash', { command: ['rm', '-rf', 'x'] }, 'Bash with command that is no text'],
  ['Bash', { cmd: 'rm -rf x' }, 'Bash with cmd'],
  ['Bash', { description: 'List files', timeout: 5 }, 'Bash with description, timeout'],
  ['Bash', 'rm -rf x', 'Bash with a text'],
  ['Bash', ['rm'], 'Bash with no object'],
  ['Write', { content: 'x' }, 'Write with content'],
  ['Edit', { path: '/srv/a', old_string: 'a', new_string: 'b' }, 'Edit with path, old_string, new_string'],
  ['WebFetch', { link: 'https://a.example' }, 'WebFetch with link'],
];

const unfamiliar: readonly (readonly [string, unknown])[] = [
  ['Launch', { steps: [{ command: 'rm -rf /srv' }] }],
  ['Launch', { run: { argv: ['rm', '-rf', '/srv'] } }],
  ['Transform', { target_file: 'a.txt' }],
  ['Transform', { subject: '/etc/hosts' }],
  ['Beacon', { to: 'https://a.example/x' }],
  ['Beacon', { host: 'a.example' }],
  ['Beacon', { note: 'rm -rf /srv' }],
];

const harmless: readonly (readonly [string, Row[]])[] = [
  ['a call that the model got wrong', call('Bash', {}, failed(wrong))],
  ['another that it got wrong', call('Write', { path: 'x' }, failed(wrong))],
  ['a text for an input, which was refused', call('Bash', '{"command": "ls', failed(wrong))],
  ['a call that was denied', call('Bash', { command: '' }, failed(denied))],
  ['a call that was stopped while it was written', call('Bash', {}, failed(stopped))],
  [
    'a turn that was stopped while a call was written',
    call('Bash', {}, [prompt(5, [{ type: 'text', text: '[Request interrupted by user]' }])]),
  ],
  [
    'a tool that is not there',
    call('Launch', { command: 'x' }, failed('<tool_use_error>Error: No such tool')),
  ],
  ['a look at the output of a command', call('BashOutput', { bash_id: 'b1' })],
  ['the end of a command', call('KillShell', { shell_id: 'b1' })],
  ['a plan that is over', call('ExitPlanMode', {})],
  ['a look at the list of tasks', call('TodoRead', '')],
  ['another', call('TaskList', {})],
  ['a search for a mask', call('Grep', { pattern: '[REDACTED]' })],
  ['a search for every file', call('Glob', { pattern: '**' })],
  ['a query of stars', call('WebSearch', { query: '***' })],
  ['a command with a mask in it', call('Bash', { command: 'curl -H "Token: [REDACTED]" https://a.example' })],
  ['a subshell', call('Bash', { command: '(cd x && make private)' })],
  ['a test', call('Bash', { command: '[ -f hidden ]' })],
  ['a file without content', call('Write', { file_path: '/home/dana/shop/a', content: '' })],
  ['a tool of a server, with a form of its own', call('mcp__x__run', { steps: [{ command: 'ls' }] })],
  ['a tool of a server without an input', call('mcp__x__run', {})],
  ['an unknown tool whose input is a command', call('Shell', { command: 'ls' })],
  ['an unknown tool that types into a terminal', call('TerminalSend', { text: 'ls -la' })],
  ['another', call('execute_command', { cmd: 'ls', cwd: '/home/dana/shop' })],
  ['an unknown tool that reads, by its name', call('read_file', { path: '/home/dana/shop/a' })],
];

describe('a call that does not say what it did', () => {
  it.each(blanked)('%s with %j was blanked', async (tool, input, reason) => {
    const { gaps, code } = await told(...call(tool, input));
    expect(gaps).toEqual([
      {
        kind: 'tampering',
        reason: `1 call that ran ${reason}`,
        evidence: { path: `.claude/${mainFile}`, line: 2 },
      },
    ]);
    expect(code).toBe(3);
  });

  it.each(foreign)('%s with %j is of no form that is read', async (tool, input, about) => {
    expect((await told(...call(tool, input))).gaps).toEqual([
      {
        kind: 'unsupported',
        reason: `1 call that ran has an input of no form that is read: ${about}`,
        evidence: { path: `.claude/${mainFile}`, line: 2 },
      },
    ]);
  });

  it.each(unfamiliar)('%s with %j is of a tool that is not known', async (tool, input) => {
    expect((await told(...call(tool, input))).gaps).toMatchObject([
      {
        kind: 'unsupported',
        reason: `1 call of a tool that is not known does something that its input does not tell: ${tool}`,
        evidence: { line: 2 },
      },
    ]);
  });

  it.each([[undefined], [null], [''], [7]])('has %j for a name', async (tool) => {
    expect((await told(...call(tool, { command: 'ls' }))).gaps).toMatchObject([
      { kind: 'tampering', reason: '1 call has no name of a tool', evidence: { line: 2 } },
    ]);
  });

  it.each([
    ['was interrupted', failed(`Exit code 137\n${stopped}`)],
    ['failed', failed('Exit code 1')],
    ['has no result', []],
  ])('counts where it %s', async (_name, outcome) => {
    expect((await told(...call('Bash', { command: '' }, outcome))).gaps).toMatchObject([
      { kind: 'tampering' },
    ]);
  });

  it.each(harmless)('not: %s', async (_name, records) => {
    expect(await told(...records)).toMatchObject({ gaps: [], code: 0 });
  });

  it('is counted by kind, with names', async () => {
    const many = [
      ['Bash', { command: null }],
      ['Bash', { command: '' }],
      ['Read', { file_path: '' }],
      ['Bash', { cmd: 'ls' }],
    ] as const;
    const records = many.map(([tool, input], index) => toolUse(index, `t${index}`, input, { tool }));
    expect((await told(...records)).gaps.map(({ reason }: Row) => reason)).toEqual([
      '3 calls that ran have nothing where they say what they did: Bash (2), Read',
      '1 call that ran has an input of no form that is read: Bash with cmd',
    ]);
  });

  it('is merely counted where the tool is new and its input holds nothing to work on', async () => {
    expect(
      await told(...call('ReportMood', { mood: 'glad', file_count: 3 }), ...call('ReportMood', {})),
    ).toMatchObject({
      gaps: [],
      unclaimed: [{ type: 'call of ReportMood', records: 1 }],
      code: 0,
    });
  });

  it.each([
    ['Bash', { cmd: 'rm -rf /srv/data' }],
    ['Bash', { script: 'rm -rf /srv/data' }],
    ['Bash', 'rm -rf /srv/data'],
    ['Shell', { command: 'rm -rf /srv/data' }],
    ['bash', { command: 'rm -rf /srv/data' }],
    ['execute_command', { command: 'rm -rf /srv/data' }],
    [null, { command: 'rm -rf /srv/data' }],
    ['delete_file', { path: '/srv/data' }],
  ])('is read as far as it is plain: %j with %j', async (tool, input) => {
    const { home } = await told(...call(tool, input));
    const { rows } = await callsOf(home);
    expect(rows).toMatchObject([{ effects: [{ action: 'delete', target: '/srv/data' }] }]);
  });
});
