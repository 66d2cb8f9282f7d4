import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../support/run-cli.ts';

export type Row = Record<string, unknown>;

export const sessionId = '11111111-2222-4333-8444-555555555555';

/** A time some seconds after the session's start. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 9, 1, 9, 0, seconds)).toISOString();
}

const common = {
  sessionId,
  cwd: '/home/dana/shop',
  version: '2.1.90',
  gitBranch: 'main',
  isSidechain: false,
};

export function prompt(seconds: number, content: unknown, more: Row = {}): Row {
  return { ...common, type: 'user', timestamp: at(seconds), message: { role: 'user', content }, ...more };
}

export function toolUse(seconds: number, id: string, input: Row, more: Row = {}): Row {
  const { tool = 'Bash', ...rest } = more;
  const content = [{ type: 'tool_use', id, name: tool, input }];
  return {
    ...common,
    type: 'assistant',
    timestamp: at(seconds),
    message: { role: 'assistant', content },
    ...rest,
  };
}

export function toolResult(seconds: number, id: string, content: unknown, more: Row = {}): Row {
  const { isError, ...rest } = more;
  const block = {
    type: 'tool_result',
    tool_use_id: id,
    content,
    ...(isError === true && { is_error: true }),
  };
  return {
    ...common,
    type: 'user',
    timestamp: at(seconds),
    message: { role: 'user', content: [block] },
    ...rest,
  };
}

export function lines(...records: readonly Row[]): string {
  return `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;
}

/** Writes files below a new home's `.claude` and gives the home, which goes away with the test. */
export function homeWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const home = mkdtempSync(join(tmpdir(), 'yolo-triage-sessions-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(home, '.claude', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return home;
}

export const mainFile = `projects/-home-dana-shop/${sessionId}.jsonl`;

export async function callsOf(home: string, ...options: string[]) {
  const result = await runCli(['sessions', '--home', home, '--format', 'ndjson', ...options]);
  const rows = result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line));
  return { ...result, rows };
}
