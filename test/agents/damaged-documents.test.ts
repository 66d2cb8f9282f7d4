import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const commands = Array.from({ length: 12 }, (_, index) => `make part${index}x "é"`);
const lines = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const completions = (shell: string) =>
  commands.flatMap((command, index) => [
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        {
          id: `c${index}`,
          type: 'function',
          function: { name: shell, arguments: JSON.stringify({ command }) },
        },
      ],
    },
    { role: 'tool', tool_call_id: `c${index}`, content: 'ok' },
  ]);

/** Sessions of many calls in forms that are no lines of records with ids of their own. */
const samples: readonly (readonly [string, string, string])[] = [
  ['Kimi', '.kimi/sessions/h/s1/context.jsonl', lines(completions('Shell'))],
  [
    'Mistral Vibe',
    '.vibe/logs/session/s1.json',
    JSON.stringify({ metadata: {}, messages: completions('bash') }),
  ],
  [
    'Copilot CLI',
    '.copilot/history-session-state/s1.json',
    JSON.stringify({ sessionId: 's1', chatMessages: completions('bash') }),
  ],
  [
    'Cline',
    '.cline/data/sessions/s1/s1.messages.json',
    JSON.stringify({
      messages: commands.map((command, index) => ({
        id: `m${index}`,
        role: 'assistant',
        content: [
          { type: 'tool_use', id: `c${index}`, name: 'run_commands', input: { commands: [command] } },
        ],
        ts: 1_794_577_202_114,
      })),
    }),
  ],
  [
    'Cursor',
    '.cursor/projects/p/agent-transcripts/t1.txt',
    `user:\ngo on\n\nassistant:\n${commands.map((command) => `[Tool call] Shell\n  command: ${command}\n`).join('')}`,
  ],
];

const splice = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(30), fc.nat(900)),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.constantFrom('\n', '}\n{', '"', '\u0000', '[', 'user:\n').map((text) => Buffer.from(text)),
  ),
});

async function read(path: string, bytes: Buffer) {
  const { home, root } = evidenceImage({ [`home/dana/${path}`]: bytes });
  const place = ['--home', home, '--root', root];
  const summary = await runCli(['sessions', ...place, '--format', 'json']);
  const calls = await runCli(['sessions', ...place, '--format', 'ndjson']);
  const { gaps } = JSON.parse(summary.stdout) as { gaps: readonly { evidence?: { path: string } }[] };
  return {
    codes: [summary.code, calls.code],
    calls: new Set(calls.stdout.match(/make part\d+x/g)),
    isTold: gaps.some(({ evidence }) => evidence?.path === path),
  };
}

function isSound(path: string, text: string): boolean {
  try {
    const parts = path.endsWith('.json') ? [text] : text.split('\n').filter((line) => line.trim() !== '');
    for (const part of parts) JSON.parse(part);
    return true;
  } catch {
    return path.endsWith('.txt');
  }
}

describe.each(samples)('a damaged session of %s', (_agent, path, text) => {
  it('is read whole where it is whole', async () => {
    expect((await read(path, Buffer.from(text))).calls.size).toBe(commands.length);
  });

  it('ends in no exception, and is told', async () => {
    const whole = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(splice, async ({ from, length, bytes }) => {
        const at = Math.floor(from * whole.length);
        const damaged = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + length)]);
        const { codes, isTold } = await read(path, damaged);
        expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
        if (!isSound(path, damaged.toString('utf8'))) expect(isTold).toBe(true);
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});
