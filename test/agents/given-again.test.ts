import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { workingAgents } from './working-agents.ts';

const cwd = '/home/dana/shop';
const at = Date.UTC(2026, 10, 13, 14);
const command = 'make install';
const databases = mkdtempSync(join(tmpdir(), 'yolo-triage-given-again-'));
afterAll(() => rmSync(databases, { recursive: true }));

/** The files of a session in the form of the agent; none of one that has databases alone. */
function filesOf({ record }: (typeof workingAgents)[number]): [path: string, text: string][] {
  const files: [string, string][] = [];
  record(databases, { cwd, at, run: { command, output: 'ok' } }, (path, text) => files.push([path, text]));
  return files;
}

/** By what sessions, and messages of one, are named in these files. */
const otherNames: readonly (readonly [RegExp, string])[] = [
  [/019a7d20/g, '029b8e31'],
  [/\bs1\b/g, 's2'],
  [/a1b2/g, 'c3d4'],
  [/ses_a1/g, 'ses_b2'],
  [/\b(msg|prt)_1\b/g, '$1_2'],
  [/1794577202114/g, '1794577202115'],
  [/20261113_1/g, '20261113_2'],
  [/\bx\.jsonl/g, 'y.jsonl'],
  [/request_c1/g, 'request_c2'],
  [/^shop\//, 'work/'],
];
const renamed = (text: string) => otherNames.reduce((name, [from, to]) => name.replace(from, to), text);

async function callsIn(files: readonly (readonly [string, string])[]) {
  const { home, root } = evidenceImage(
    Object.fromEntries(files.map(([path, text]) => [`home/dana/${path}`, text])),
  );
  const { stdout } = await runCli([
    ...['sessions', '--home', home, '--root', root, '--calls', '--format', 'ndjson'],
  ]);
  const rows = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return rows
    .filter(({ argument }) => argument.startsWith(command))
    .map(({ argument, sessionId }) => ({ argument, sessionId }));
}

const withCalls = workingAgents.filter((working) => {
  const files = filesOf(working);
  return files.length > 0 && files.some(([, text]) => text.includes(command));
});

describe.each(withCalls)('a call of $agent', (working) => {
  const files = filesOf(working);

  it('is another one where another session gives its id to other work', async () => {
    const other = files.map(
      ([path, text]) => [renamed(path), renamed(text).replaceAll(command, `${command}-all`)] as const,
    );
    const calls = await callsIn([...files, ...other]);
    expect(calls.map(({ argument }) => argument).sort()).toEqual([command, `${command}-all`]);
    expect(new Set(calls.map(({ sessionId }) => sessionId)).size).toBe(2);
  }, 20_000);

  it.runIf(files.some(([path]) => path.endsWith('.jsonl')))('is one where it is written twice', async () => {
    const doubled = files.map(([path, text]) => {
      const twice = text.replace(/^.*\n/gm, (line) => (line.includes('c1') ? line + line : line));
      return [path, path.endsWith('.jsonl') ? twice : text] as const;
    });
    expect(await callsIn(doubled)).toHaveLength(1);
  });
});

describe('the agents that are tried', () => {
  it('are all whose sessions are files that hold commands', () => {
    const left = workingAgents.filter((working) => !withCalls.includes(working)).map(({ agent }) => agent);
    // The last one records no commands of its own; the others have databases.
    expect(left.sort()).toEqual(['aider', 'crush', 'cursor']);
  });
});
