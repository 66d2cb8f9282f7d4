import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const iso = (second: number) => new Date(Date.UTC(2026, 10, 13, 14) + second * 1_000).toISOString();
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** One call in the form of an agent. */
const forms = {
  droid: (name: string, input: object, isError = false) => ({
    '.factory/sessions/-home-dana-shop/s1.jsonl': lines(
      { type: 'session_start', id: 's1', version: 2, cwd: '/home/dana/shop' },
      {
        type: 'message',
        timestamp: iso(2),
        message: { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name, input }] },
      },
      {
        type: 'message',
        timestamp: iso(3),
        message: {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'ok', is_error: isError }],
        },
      },
    ),
  }),
  gemini: (name: string, args: object, isError = false) => ({
    '.gemini/tmp/shop/.project_root': '/home/dana/shop',
    '.gemini/tmp/shop/chats/session-2026-11-13T14-00-a1b2.json': JSON.stringify({
      sessionId: 'a1b2',
      startTime: iso(0),
      kind: 'main',
      messages: [
        {
          id: 'm',
          timestamp: iso(1),
          type: 'gemini',
          content: '',
          toolCalls: [
            {
              id: 'c1',
              name,
              args,
              status: isError ? 'error' : 'success',
              timestamp: iso(2),
              result: [{ functionResponse: { response: { output: 'ok' } } }],
            },
          ],
        },
      ],
    }),
  }),
  amp: (name: string, input: object, isError = false) => ({
    '.local/share/amp/threads/T-s1.json': JSON.stringify({
      v: 1,
      id: 's1',
      created: 0,
      env: { initial: { trees: [{ uri: 'file:///home/dana/shop' }] } },
      messages: [
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'c1', name, input }],
          usage: { timestamp: iso(2) },
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              toolUseID: 'c1',
              run: { status: isError ? 'error' : 'done', result: 'ok' },
            },
          ],
        },
      ],
    }),
  }),
} as const;

const noPath = 'nothing where the input says which file was written';
const noChange = 'a file to write, and nothing to write into it';

const odd = [
  ['droid', 'Create', { file_path: '/home/dana/shop/a' }, noChange],
  ['droid', 'Create', { content: 'x' }, noPath],
  ['droid', 'Edit', { file_path: '/home/dana/shop/a' }, noChange],
  ['droid', 'Edit', { old_string: 'a', new_string: 'b' }, noPath],
  ['gemini', 'write_file', { file_path: 'a.txt' }, noChange],
  ['gemini', 'replace', { old_string: 'a', new_string: 'b', file_path: ' ' }, noPath],
  ['amp', 'create_file', { path: '/home/dana/shop/a', content: null }, noChange],
  ['amp', 'edit_file', {}, noPath],
] as const;

const plain = [
  ['droid', 'Create', { file_path: '/home/dana/shop/a', content: '' }],
  ['droid', 'Create', { file_path: '/home/dana/shop/a', text: 'x' }],
  ['droid', 'Edit', { file_path: '/home/dana/shop/a', old_string: 'a', new_string: '' }],
  ['gemini', 'replace', { file_path: 'a.txt', instruction: 'x', old_string: '', new_string: 'b' }],
  ['amp', 'undo_edit', { path: '/home/dana/shop/a' }],
  ['amp', 'edit_file', { path: '/home/dana/shop/a', edits: [{ old_str: 'a', new_str: 'b' }] }],
] as const;

async function gapsOf(
  agent: keyof typeof forms,
  [name, input, isError]: readonly [string, object, boolean?],
) {
  const files = Object.entries(forms[agent](name, input, isError));
  const { home, root } = evidenceImage(
    Object.fromEntries(files.map(([path, text]) => [`home/dana/${path}`, text])),
  );
  const { stdout } = await runCli(['sessions', '--home', home, '--root', root, '--format', 'json']);
  const gaps: readonly { kind: string; reason: string }[] = JSON.parse(stdout).gaps;
  return gaps.filter(({ kind }) => kind === 'tampering').map(({ reason }) => reason);
}

describe('a call that wrote a file', () => {
  it.each(odd)('%s: %s with %j says not what it did', async (agent, name, input, lack) => {
    expect(await gapsOf(agent, [name, input])).toEqual([`1 call that ran has ${lack}`]);
  });

  it.each(odd)('%s: %s with %j that failed did nothing', async (agent, name, input) => {
    expect(await gapsOf(agent, [name, input, true])).toEqual([]);
  });

  it.each(plain)('%s: %s with %j says what it did', async (agent, name, input) => {
    expect(await gapsOf(agent, [name, input])).toEqual([]);
  });
});
