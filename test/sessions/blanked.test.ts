import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const begin = [prompt(0, 'Release it'), toolUse(1, 'toolu_1', { command: 'ls' })];
const result = toolResult(2, 'toolu_1', 'README.md');
const text = (words: string): Row => ({ type: 'text', text: words });
const ran = { toolUseResult: { stdout: 'README.md', stderr: '', interrupted: false } };

function said(content: unknown, more: Row = {}): Row {
  const { stop_reason = null, output_tokens = 40, id = 'msg_1', ...rest } = more;
  const message = { id, role: 'assistant', content, stop_reason, usage: { output_tokens } };
  return { ...toolUse(3, '', {}), message, ...rest };
}

async function gapsIn(...records: readonly Row[]) {
  const home = homeWith({ [mainFile]: lines(...records) });
  const { stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
  return JSON.parse(stdout).gaps;
}

const blanked: readonly (readonly [string, Row[], string])[] = [
  ['an answer that is an empty text', [said('')], 'message of the agent has no content'],
  ['an answer without blocks', [said([])], 'message of the agent has no content'],
  ['an answer of empty blocks', [said([text(''), text('')])], 'message of the agent has no content'],
  ['an answer whose block lost its text', [said([{ type: 'text' }])], 'message of the agent has no content'],
  ['a prompt that is an empty text', [prompt(3, '')], 'message to the agent has no content'],
  ['a prompt of spaces', [prompt(3, ' \n\t ')], 'message to the agent has no content'],
  ['a prompt without blocks', [prompt(3, [])], 'message to the agent has no content'],
  ['a prompt of empty blocks', [prompt(3, [text(' ')])], 'message to the agent has no content'],
];

const genuine: readonly (readonly [string, Row[]])[] = [
  ['a model that writes line feeds alone', [said([text('\n\n')])]],
  ['a model that thinks out of sight', [said([{ type: 'thinking', thinking: '', signature: 'x' }])]],
  ['a model that has nothing to say', [said([], { stop_reason: 'end_turn', output_tokens: 2 })]],
  ['a picture', [prompt(3, [{ type: 'image', source: {} }])]],
  [
    'a call of a tool without parameters',
    [toolUse(3, 't', {}, { tool: 'TaskList' }), toolResult(4, 't', '[]')],
  ],
  [
    'a call that the model got wrong',
    [toolUse(3, 't', {}), toolResult(4, 't', '<tool_use_error>InputValidationError', { isError: true })],
  ],
  ['a command that prints nothing', [toolUse(3, 't', { command: 'true' }), toolResult(4, 't', '')]],
  [
    'a command that prints nothing, as the program records it',
    [
      toolUse(3, 't', { command: 'true' }),
      toolResult(4, 't', '', { toolUseResult: { stdout: '', stderr: '', interrupted: false } }),
    ],
  ],
  [
    'a tool of a server that answers nothing',
    [toolUse(3, 't', { id: 1 }, { tool: 'mcp__x__y' }), toolResult(4, 't', [], { toolUseResult: [] })],
  ],
  ['a call that the file repeats', [toolUse(1, 'toolu_1', { command: 'ls' })]],
  [
    'a message in several records, of which one has the call',
    [
      said([{ type: 'thinking', thinking: 'Hm', signature: 'x' }], { stop_reason: 'tool_use' }),
      said([{ type: 'tool_use', id: 't', name: 'Bash', input: { command: 'id' } }], {
        stop_reason: 'tool_use',
      }),
      said([text('Running')], { stop_reason: 'tool_use' }),
      toolResult(5, 't', 'uid=0'),
    ],
  ],
];

describe('contents that were taken out', () => {
  it.each(blanked)('%s is tampering', async (_name, records, reason) => {
    expect(await gapsIn(...begin, result, ...records)).toEqual([
      { kind: 'tampering', reason: `1 ${reason}`, evidence: { path: `.claude/${mainFile}`, line: 4 } },
    ]);
  });

  it.each(genuine)('not: %s', async (_name, records) => {
    expect(await gapsIn(...begin, result, ...records)).toEqual([]);
  });

  it.each([
    ['a text', ''],
    ['no blocks', []],
    ['empty blocks', [text('')]],
    ['nothing', undefined],
  ])('a result of a command that is %s, where its output stands beside it', async (_name, content) => {
    expect(await gapsIn(...begin, toolResult(2, 'toolu_1', content, ran))).toMatchObject([
      { kind: 'tampering', reason: '1 result has no content', evidence: { line: 3 } },
    ]);
  });

  it('a result of a tool that always says something', async () => {
    const read = toolUse(1, 'toolu_1', { file_path: '/etc/hosts' }, { tool: 'Read' });
    expect(await gapsIn(prompt(0, 'a'), read, toolResult(2, 'toolu_1', ''))).toMatchObject([
      { kind: 'tampering', reason: '1 result has no content' },
    ]);
  });

  it('an input of a command that ran', async () => {
    expect(await gapsIn(prompt(0, 'a'), toolUse(1, 'toolu_1', {}), result)).toMatchObject([
      { kind: 'tampering', reason: '1 call that ran has no input', evidence: { line: 2 } },
    ]);
  });

  const answered = (tool: string, input: Row, printed = 'done', more: Row = {}): Row[] => [
    prompt(0, 'a'),
    toolUse(1, 'toolu_1', input, { tool }),
    toolResult(2, 'toolu_1', printed, more),
  ];

  it.each([
    ['Write', { file_path: '/srv/a.txt' }],
    ['Write', { file_path: '/srv/a.txt', content: null }],
    ['Edit', { file_path: '/srv/a.txt', old_string: '', new_string: '' }],
    ['Edit', { file_path: '/srv/a.txt' }],
    ['MultiEdit', { file_path: '/srv/a.txt', edits: [] }],
  ])('what a file was written with: %s %o', async (tool, input) => {
    expect(await gapsIn(...answered(tool, input))).toMatchObject([
      { kind: 'tampering', reason: expect.stringContaining('nothing where it says what it did') },
    ]);
  });

  it.each([
    ['Write', { file_path: '/srv/a.txt', content: '' }],
    ['Edit', { file_path: '/srv/a.txt', old_string: 'a', new_string: '' }],
    ['Edit', { file_path: '/srv/a.txt', old_string: '', new_string: 'a' }],
    ['MultiEdit', { file_path: '/srv/a.txt', edits: [{ old_string: 'a', new_string: 'b' }] }],
    ['Bash', { command: 'ls', description: 'List', timeout: 1000, run_in_background: false }],
  ])('not, where it is what the tool takes: %s %o', async (tool, input) => {
    expect(await gapsIn(...answered(tool, input))).toEqual([]);
  });

  it.each(['true', ':', '# removed', ' # one\n# two'])(
    'a command whose result has what it cannot print: %s',
    async (command) => {
      const reason = '1 call that ran prints nothing, and its result does: Bash';
      const found = [{ kind: 'tampering', reason }];
      expect(await gapsIn(...answered('Bash', { command }))).toMatchObject(found);
      const stdout = { toolUseResult: { stdout: 'a.txt', stderr: '' } };
      expect(await gapsIn(...answered('Bash', { command }, 'a.txt', stdout))).toMatchObject(found);
      for (const words of ['', '(Bash completed with no output)', 'Shell cwd was reset to /srv'])
        expect(await gapsIn(...answered('Bash', { command }, words))).toEqual([]);
    },
  );

  it.each(['true && ls', ': > log; cat log', '# list\nls', 'trueish'])(
    'not one of a command that may print: %s',
    async (command) => {
      expect(await gapsIn(...answered('Bash', { command }))).toEqual([]);
    },
  );

  it('a second command under another name', async () => {
    expect(await gapsIn(...answered('Bash', { command: 'ls', cmd: 'rm -rf /srv' }))).toMatchObject([
      { kind: 'unsupported', reason: expect.stringContaining('Bash with command and cmd') },
    ]);
    expect(await gapsIn(...answered('Bash', { command: 'ls', cmd: '' }))).toEqual([]);
  });

  it('a call at which a message ended, unless the file ends there', async () => {
    const ends = said([text('I look')], { stop_reason: 'tool_use', id: 'msg_9' });
    const later = said([text('Done')], { stop_reason: 'end_turn', id: 'msg_10' });
    expect(await gapsIn(prompt(0, 'a'), ends, later)).toMatchObject([
      {
        kind: 'tampering',
        reason: '1 message of the agent ends in a call that is not there',
        evidence: { line: 2 },
      },
    ]);
    expect(await gapsIn(prompt(0, 'a'), ends)).toMatchObject([{ kind: 'truncated', evidence: { line: 2 } }]);
  });

  it('are one gap a file, with counts and the first line', async () => {
    const pairs = Array.from({ length: 15 }, () => [said(''), prompt(4, [])]).flat();
    expect(await gapsIn(prompt(0, 'a'), ...pairs)).toEqual([
      {
        kind: 'tampering',
        reason: '15 messages of the agent have no content; 15 messages to the agent have no content',
        evidence: { path: `.claude/${mainFile}`, line: 2 },
      },
    ]);
  });
});
