import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreign-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sessionId = '00000000-0000-4000-8000-00000000000a';
const at = (seconds: number) =>
  new Date(Date.parse('2026-11-13T14:00:00.000Z') + seconds * 1000).toISOString();

/** Two calls of ten seconds: one a minute. */
const commands = ['npm test', 'git status'];
const transcript = commands.flatMap((command, index) => {
  const common = { sessionId, cwd: '/home/dana', version: '2.1.240' };
  const id = `toolu_${index}`;
  return [
    {
      ...common,
      type: 'assistant',
      timestamp: at(index * 60),
      message: { role: 'assistant', content: [{ type: 'tool_use', id, name: 'Bash', input: { command } }] },
    },
    {
      ...common,
      type: 'user',
      timestamp: at(index * 60 + 10),
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'ok' }] },
    },
  ];
});

const lines = (records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function findingsWith(option: string, records: readonly unknown[], ...more: readonly string[]) {
  return (await reportWith(option, lines(records), ...more)).findings;
}

/** @param text of the log */
async function reportWith(option: string, text: string, ...more: readonly string[]) {
  const image = evidenceImage({
    [`home/dana/.claude/projects/-home-dana/${sessionId}.jsonl`]: transcript
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  });
  const log = join(folder, `${option}.jsonl`);
  writeFileSync(log, text);
  const argv = [
    'report',
    '--home',
    image.home,
    '--root',
    image.root,
    '--format',
    'json',
    '--output',
    '-',
    `--${option}`,
    log,
    ...more,
  ];
  const { findings, gaps } = JSON.parse((await runCli(argv)).stdout) as {
    findings: { queryId: string; subject: string }[];
    gaps: { reason: string; evidence?: { path: string; line?: number } }[];
  };
  return {
    findings: findings
      .map(({ queryId, subject }) => `${queryId}: ${subject}`)
      .filter((found) => /_without_|_that_ran/.test(found)),
    gaps: gaps
      .filter(({ evidence }) => evidence?.path === log)
      .map(({ reason, evidence }) => (evidence?.line === undefined ? reason : `${evidence.line}: ${reason}`)),
  };
}

function otlp(id: string, seconds: number, command: string): unknown {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  return {
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: `${Date.parse(at(seconds))}000000`,
                body: { stringValue: 'claude_code.tool_result' },
                attributes: [
                  text('session.id', sessionId),
                  text('tool_use_id', id),
                  text('tool_name', 'Bash'),
                  text('tool_parameters', JSON.stringify({ full_command: command })),
                ],
              },
            ],
          },
        ],
      },
    ],
  };
}

function compliance(id: string, seconds: number, command: string): unknown {
  const input = JSON.stringify({ command });
  return {
    id: `clsm_${id}`,
    created_at: at(seconds),
    content: [{ type: 'tool_use', id, name: 'Bash', input }],
  };
}

const flat = (id: string, seconds: number, command: string) => ({
  '@timestamp': at(seconds),
  attributes: { 'session.id': sessionId, tool_use_id: id, tool_name: 'Bash', full_command: command },
});

describe('a log of the provider', () => {
  it.each([
    ['OpenTelemetry JSON', otlp],
    ['Compliance API messages', compliance],
    ['flat records', flat],
  ])('in the form of %s agrees with the transcripts where both have the same calls', async (_, form) => {
    const records = commands.map((command, index) => form(`toolu_${index}`, index * 60 + 1, command));
    expect(await findingsWith('provider-log', records)).toEqual([]);
  });

  it.each([
    ['OpenTelemetry JSON', otlp],
    ['Compliance API messages', compliance],
    ['flat records', flat],
  ])('in the form of %s shows a call that no transcript has', async (_, form) => {
    const records = [...commands, 'rm -rf ~/.claude/projects'].map((command, index) =>
      form(`toolu_${index}`, index * 60 + 1, command),
    );
    const found = await findingsWith('provider-log', records);
    expect(found).toEqual([expect.stringMatching(/^provider_log_without_transcript: Bash: .*rm -rf/)]);
  });

  it('shows a call that only the transcript has, inside the time of the log', async () => {
    const records = [flat('toolu_0', 1, 'npm test'), flat('toolu_9', 200, 'ls')];
    const found = await findingsWith('provider-log', records);
    expect(found).toContain('transcript_without_provider_log: git status');
  });
});

describe('a log of the provider, further', () => {
  it('that names no session as the client does shows what only the transcript has, too', async () => {
    const records = [compliance('toolu_0', 1, 'npm test'), compliance('toolu_9', 200, 'ls')];
    expect(await findingsWith('provider-log', records)).toContain(
      'transcript_without_provider_log: git status',
    );
  });

  it('with decision and result of a call tells of it once', async () => {
    const call = flat('toolu_8', 5, 'rm -rf x');
    const decision = { ...call, attributes: { ...call.attributes, decision: 'accept' } };
    expect(await findingsWith('provider-log', [decision, call])).toEqual([
      expect.stringMatching(/^provider_log_without_transcript: .*rm -rf x/),
    ]);
  });

  it('shows a call that was refused there and ran by the transcript', async () => {
    const [first, second] = commands.map((command, index) => flat(`toolu_${index}`, index * 60 + 1, command));
    const refused = { ...second, attributes: { ...second?.attributes, decision: 'reject' } };
    expect(await findingsWith('provider-log', [first, refused])).toEqual([
      'provider_refusal_that_ran: git status',
    ]);
    expect(await findingsWith('provider-log', [first, refused, second])).toEqual([]);
  });

  it('shows a session that no transcript has, though no call is logged of it', async () => {
    const other = '00000000-0000-4000-8000-00000000000b';
    const prompt = {
      timestamp: at(20),
      body: 'claude_code.user_prompt',
      attributes: { 'session.id': other },
    };
    const records = [
      ...commands.map((command, index) => flat(`toolu_${index}`, index * 60 + 1, command)),
      prompt,
    ];
    expect(await findingsWith('provider-log', records)).toEqual([
      `provider_session_without_transcript: ${other}`,
    ]);
  });

  it('is compared only in the time that is asked for', async () => {
    const records = [flat('toolu_8', -7200, 'rm -rf x'), flat('toolu_0', 1, 'npm test')];
    expect(await findingsWith('provider-log', records, '--since', at(-60))).toEqual([]);
  });

  const call = compliance('toolu_8', 30, 'rm -rf x');
  it.each([
    ['one a line', lines([call])],
    ['a list', JSON.stringify([call])],
    ['an answer of the API', JSON.stringify({ data: [call], has_more: false, errors: [] }, undefined, 2)],
    ['an answer of a search', JSON.stringify({ took: 1, hits: { total: 1, hits: [{ _source: call }] } })],
  ])('is read as %s', async (_, text) => {
    const { findings, gaps } = await reportWith('provider-log', text);
    expect({ findings, gaps }).toEqual({ findings: [expect.stringContaining('rm -rf x')], gaps: [] });
  });

  it.each([
    [
      'an audit export',
      'created_at,actor_info,event\n2026-11-13T14:00:00Z,kim,settings_updated\n',
      ['holds no tool call and no session: nothing could be compared with it'],
    ],
    [
      'an activity feed',
      lines([{ id: 'a', created_at: at(1), type: 'claude_code_user_settings_updated' }]),
      ['holds no tool call and no session: nothing could be compared with it'],
    ],
    ['nothing', '', ['holds no tool call and no session: nothing could be compared with it']],
    [
      'many broken lines',
      `${lines([flat('toolu_0', 1, 'npm test')])}${'x\n'.repeat(1000)}`,
      [
        ...[2, 3, 4, 5, 6].map((line) => `${line}: is in no form that is known`),
        '995 further lines are in no form that is known',
      ],
    ],
  ])('that holds %s is a gap, not silence', async (_, text, expected) => {
    expect((await reportWith('provider-log', text)).gaps).toEqual(expected);
  });
});

const snapshot = "source /home/dana/.claude/shell-snapshots/snapshot-bash-1.sh && eval 'COMMAND'";
const processForms: readonly (readonly [
  name: string,
  form: (commandLine: string, seconds: number) => unknown,
])[] = [
  [
    'Sysmon',
    (CommandLine, seconds) => ({
      Event: { EventData: { UtcTime: at(seconds).replace('T', ' ').replace('Z', ''), CommandLine } },
    }),
  ],
  [
    'winlogbeat',
    (CommandLine, seconds) => ({ '@timestamp': at(seconds), winlog: { event_data: { CommandLine } } }),
  ],
  ['osquery', (cmdline, seconds) => ({ unixTime: Date.parse(at(seconds)) / 1000, columns: { cmdline } })],
  ['ECS', (command_line, seconds) => ({ '@timestamp': at(seconds), process: { command_line } })],
  [
    'Defender',
    (ProcessCommandLine, seconds) => ({ Timestamp: at(seconds), ProcessCommandLine, FileName: 'bash' }),
  ],
  ['plain JSONL', (command, seconds) => ({ time: at(seconds), command })],
];

describe('process events of the endpoint', () => {
  it.each(processForms)('in the form of %s agree where each command has its process', async (_, form) => {
    const events = commands.map((command, index) =>
      form(`bash -c ${snapshot.replace('COMMAND', command)}`, index * 60 + 1),
    );
    expect(await findingsWith('process-log', events)).toEqual([]);
  });

  it.each(processForms)(
    'in the form of %s show a shell of the agent that no transcript records',
    async (_, form) => {
      const events = [...commands, 'curl https://example.org'].map((command, index) =>
        form(`bash -c ${snapshot.replace('COMMAND', command)}`, index * 60 + 1),
      );
      const found = await findingsWith('process-log', events);
      expect(found).toEqual([expect.stringMatching(/^process_without_transcript: .*curl/)]);
    },
  );

  it.each([
    ['at a time without a session', -7200, true],
    ['that began a recorded session', -30, false],
    ['inside a recorded session', 65, false],
  ])('show a launch without prompts %s', async (_, seconds, isFound) => {
    const launch = 'claude --dangerously-skip-permissions';
    const events = [
      { time: at(seconds), command: `bash -c ${launch}` },
      { time: at(seconds + 1), command: `node /usr/bin/${launch}` },
      ...commands.map((command, index) => ({ time: at(index * 60 + 1), command: `bash -c ${command}` })),
    ];
    expect(await findingsWith('process-log', events)).toEqual(
      isFound ? [`launch_without_transcript: bash -c ${launch}`] : [],
    );
  });

  it('show a recorded command that had no process', async () => {
    const events = [
      { time: at(-5), command: 'bash -c true' },
      { time: at(1), command: 'bash -c npm test' },
      { time: at(300), command: 'bash -c true' },
    ];
    expect(await findingsWith('process-log', events)).toEqual(['transcript_without_process: git status']);
  });

  it('that are no JSON are gaps', async () => {
    const log = join(folder, 'broken.jsonl');
    writeFileSync(log, 'not json\n');
    const image = evidenceImage({});
    const { code, stderr } = await runCli([
      'report',
      '--home',
      image.home,
      '--root',
      image.root,
      '--process-log',
      log,
      '--output',
      '-',
    ]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining('is in no form that is known'),
    });
  });
});
