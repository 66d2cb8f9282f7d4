import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

const remote = 'session_01AbCdEfGhIjKlMnOpQrStUv';
const local = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
  incident.agent('true');
});
afterEach(() => incident.remove());

async function gapsOf(command = 'git', ...options: string[]): Promise<string[]> {
  const { stderr } = await runCli([command, '--home', incident.home, ...options]);
  return stderr.split('\n').filter((line) => line.includes('there is no transcript'));
}

describe('a session that only a commit names', () => {
  it.each([
    ['an address in a trailer', `Add a\n\nClaude-Session: https://claude.ai/code/${remote}`, remote],
    ['an id in a trailer', `Add a\n\nSigned-off-by: x\nclaude-session-id: ${local}`, local],
    [
      'an address in the text',
      `Add a\n\nMade with https://claude.ai/code/${remote}?tab=1 in an hour.`,
      remote,
    ],
    ['another form of the address', `Add a (https://claude.ai/code/sessions/${local})`, local],
  ])('by %s', async (_name, message, session) => {
    const sha = incident.commit('a.txt', 'a\n', message);
    expect(await gapsOf()).toEqual([
      expect.stringContaining(
        `the commit ${sha.slice(0, 10)} names a session of which there is no transcript: ${session} (missing)`,
      ),
    ]);
  });

  it('is told by the report, and in the time that is asked about', async () => {
    incident.commit('a.txt', 'a\n', `Add a\n\nClaude-Session: https://claude.ai/code/${remote}`);
    incident.commit('b.txt', 'b\n', `Add b\n\nClaude-Session-Id: ${local}`);
    expect(await gapsOf('report', '--output', '-')).toEqual([
      expect.stringContaining(
        `2 commits name 2 sessions of which there is no transcript: ${local}, ${remote}`,
      ),
    ]);
    expect(await gapsOf('git', '--since', '2026-11-20T15:00:00Z')).toEqual([]);
  });

  it('is none where its transcript is there, under that name or another', async () => {
    const bridge = { type: 'bridge-session', sessionId: 'incident', bridgeSessionId: remote };
    const attachment = { type: 'remote_session_change', url: 'https://claude.ai/code/session_02other' };
    const record = { type: 'attachment', sessionId: 'incident', timestamp: '2026-11-20T10:00:00.000Z' };
    const folder = join(incident.home, '.claude', 'projects', 'p');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'more.jsonl'),
      [bridge, { ...record, attachment }].map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
    incident.commit('a.txt', 'a\n', `Add a\n\nClaude-Session: https://claude.ai/code/${remote}`);
    incident.commit('b.txt', 'b\n', 'Add b\n\nClaude-Session: https://claude.ai/code/session_02other');
    expect(await gapsOf()).toEqual([]);
  });

  it('is none where the commit was made elsewhere', async () => {
    incident.git('checkout', '--quiet', '-b', 'theirs');
    incident.commit('a.txt', 'a\n', `Add a\n\nClaude-Session-Id: ${local}`);
    incident.git('checkout', '--quiet', 'main');
    // What a clone has that fetched the branch.
    incident.git('update-ref', 'refs/remotes/origin/theirs', 'theirs');
    incident.git('branch', '-D', 'theirs');
    incident.git('reflog', 'expire', '--expire=now', '--all');
    expect(await gapsOf()).toEqual([]);
  });

  it('is none where a recorded call made the commit', async () => {
    incident.agent(`echo a > a.txt; git add a.txt; git commit -m "Add a" -m "Claude-Session-Id: ${local}"`);
    expect(await gapsOf()).toEqual([]);
  });
});
