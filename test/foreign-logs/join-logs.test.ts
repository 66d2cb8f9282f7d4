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

async function findingsWith(option: string, records: readonly unknown[]) {
  const image = evidenceImage({
    [`home/dana/.claude/projects/-home-dana/${sessionId}.jsonl`]: transcript
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  });
  const log = join(folder, `${option}.jsonl`);
  writeFileSync(log, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
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
  ];
  const { findings } = JSON.parse((await runCli(argv)).stdout) as {
    findings: { queryId: string; subject: string }[];
  };
  return findings
    .map(({ queryId, subject }) => `${queryId}: ${subject}`)
    .filter((text) => /_without_/.test(text));
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
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('is no JSON') });
  });
});
