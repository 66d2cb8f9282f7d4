import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { helpGroups } from '../src/cli/command-table.ts';
import { commands } from '../src/cli/commands.ts';
import { parse } from '../src/cli/program.ts';
import { runCli } from './support/run-cli.ts';

const io = {
  stdin: (async function* () {})(),
  stdout: { isTerminal: false, columns: 80, write: async () => undefined },
  stderr: { isTerminal: false, columns: 80, write: async () => undefined },
  env: {},
  cwd: '/',
  homeDirectory: '/home/dana',
  salt: new Uint8Array(16),
  now: () => new Date('2026-11-20T16:00:00.000Z'),
};

/** As a shell splits them. */
function words(line: string): readonly string[] {
  const script = `set -f; eval "set -- $1"; printf '%s\\0' "$@"`;
  return execFileSync('sh', ['-c', script, 'sh', line], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const examples = commands.flatMap(({ name, examples: given }) =>
  given.map((example) => [name, example] as const),
);

describe('help', () => {
  it('shows commands under headings, in their order', async () => {
    const { stdout } = await runCli(['--help']);
    const headings = stdout.match(/^[A-Z][a-z ]+(?=:$)/gm)?.filter((text) => text !== 'Options');
    expect(headings).toEqual([...helpGroups, 'Commands']);
  });

  it('has three examples of every command', async () => {
    for (const { name, examples: given } of commands) {
      expect([name, given.length]).toEqual([name, 3]);
      const { stdout } = await runCli([...name.split(' '), '--help']);
      for (const example of given) expect(stdout).toContain(`$ yolo-triage ${name} ${example}`.trimEnd());
    }
  });

  it.each(examples)('has an example that is understood: %s %s', async (name, example) => {
    const { chosen } = await parse([...name.split(' '), ...words(example)], io);
    expect(chosen?.entry.name).toBe(name);
  });
});
