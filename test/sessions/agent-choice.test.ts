import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const rollout = [
  { type: 'session_meta', payload: { id: 'r1', cwd: '/home/dana', cli_version: '0.104.0' } },
  {
    type: 'response_item',
    payload: { type: 'function_call', name: 'exec_command', arguments: '{"cmd":"ls"}', call_id: 'c1' },
  },
]
  .map((line) => `${JSON.stringify({ timestamp: '2026-11-13T14:00:00.000Z', ...line })}\n`)
  .join('');

function homeOfTwo() {
  const { home, root, write } = evidenceImage({});
  write('home/dana/.codex/sessions/2026/11/13/rollout-2026-11-13T14-00-00-r1.jsonl', rollout);
  return ['--home', home, '--root', root] as const;
}

describe('sessions --agent', () => {
  it.each(['codex', 'Codex CLI'])('gives the sessions of %s alone', async (agent) => {
    const { stdout } = await runCli(['sessions', ...homeOfTwo(), '--agent', agent, '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toMatchObject([{ agent: 'codex', sessionId: 'r1' }]);
  });

  it('gives their calls alone', async () => {
    const place = homeOfTwo();
    const calls = async (agent: string) =>
      (await runCli(['sessions', ...place, '--agent', agent, '--format', 'ndjson'])).stdout;
    expect(JSON.parse(await calls('codex'))).toMatchObject({ id: 'c1' });
    expect(await calls('claude-code')).toBe('');
  });

  it('says of an agent without a session which others have some', async () => {
    const { stdout, stderr } = await runCli(['sessions', ...homeOfTwo(), '--agent', 'goose']);
    expect(stdout + stderr).toContain('no session of goose; agents that occur: codex, claude-code');
  });

  it('names the agents where it knows none of that name', async () => {
    const { code, stderr } = await runCli(['sessions', ...homeOfTwo(), '--agent', 'coddex']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('claude-code, codex,'),
    });
  });
});
