import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { homeWith, lines, mainFile, prompt, sessionId, toolUse } from './transcripts.ts';

const gone = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

async function gapsOf(files: Record<string, string>, ...options: string[]) {
  const home = homeWith({ [mainFile]: lines(prompt(0, 'a')), ...files });
  return runCli(['sessions', '--home', home, ...options]);
}

const agent = { agentId: 'a1', isSidechain: true, sessionId: gone };
const process = `{"pid":4711,"sessionId":"${gone}","cwd":"/home/dana/shop","startedAt":1790845200000}`;

describe('a session that left no transcript', () => {
  it.each([
    ['the history of prompts', 'history.jsonl', `{"display":"x","sessionId":"${gone}"}\n`, 'history.jsonl'],
    ['backups of edited files', `file-history/${gone}/0123456789abcdef@v1`, 'x', 'file-history'],
    [
      'the state of the agent',
      '../.claude.json',
      `{"projects":{"/p":{"lastSessionId":"${gone}"}}}`,
      '.claude.json',
    ],
    [
      'the state of an agent in another folder',
      '.claude.json',
      `{"lastSessionId":"${gone}"}`,
      '.claude/.claude.json',
    ],
    ['an earlier state', '../.claude.json.backup', `{"lastSessionId": "${gone}"}`, '.claude.json.backup'],
    [
      'a backup of the state',
      'backups/.claude.json.backup.1790845200000',
      `{"lastSessionId":"${gone}"}`,
      'backups',
    ],
    ['a process', 'sessions/4711.json', process, 'sessions'],
    ['a job in the background', 'jobs/j1/state.json', `{"sessionId":"${gone}"}`, 'jobs'],
    ['the daemon', 'daemon/roster.json', `{"workers":[{"sessionId":"${gone}"}]}`, 'daemon/roster.json'],
    ['a list of tasks', `todos/${gone}-agent-${gone}.json`, '[]', 'todos'],
    ['tasks', `tasks/${gone}/1.json`, '{}', 'tasks'],
    ['a log', `debug/${gone}.txt`, 'x', 'debug'],
    ['an environment', `session-env/${gone}/hook-1.sh`, 'x', 'session-env'],
    ['pasted images', `image-cache/${gone}/1.png`, 'x', 'image-cache'],
    ['unsent telemetry', `telemetry/1p_failed_events.${gone}.${sessionId}.json`, '[]', 'telemetry'],
    ['large results', `projects/p/${gone}/tool-results/b1.txt`, 'x', 'projects/p'],
    ['an index', 'projects/p/sessions-index.json', `{"entries":[{"sessionId":"${gone}"}]}`, 'projects/p'],
  ])('is named by %s', async (_name, path, content, place) => {
    const { code, stderr } = await gapsOf({ [path]: content });
    expect(code).toBe(3);
    expect(stderr).toMatch(
      new RegExp(` (?:[.]claude/)?${place.replaceAll('.', '[.]')}: a session has a trace here`),
    );
    expect(stderr).toContain(`and no transcript: ${gone} (missing)`);
  });

  it('is not one whose transcript is there', async () => {
    const { code } = await gapsOf({
      [`projects/-home-dana-shop/${sessionId}/tool-results/b1.txt`]: 'x',
      [`debug/${sessionId}.txt`]: 'x',
      'debug/latest': 'x',
    });
    expect(code).toBe(0);
  });

  it.each([
    ['in its folder', `projects/p/${gone}/subagents/agent-a1.jsonl`],
    ['beside it', 'projects/p/agent-a1.jsonl'],
  ])('is told from its subagents, %s', async (_name, path) => {
    const { stderr } = await gapsOf({ [path]: lines(toolUse(1, 'toolu_1', { command: 'ls' }, agent)) });
    expect(stderr).toContain(`.claude/${path}: only subagents of session ${gone} left a transcript`);
  });
});

describe('a session that goes on', () => {
  const entry = { 'sessions/4711.json': process.replace(gone, sessionId) };

  it('is said, because its transcript may still grow', async () => {
    const { code, stderr } = await gapsOf(entry);
    expect(code).toBe(3);
    expect(stderr).toContain(
      `.claude/sessions/4711.json: session ${sessionId} is listed as running (process 4711): its transcript may still grow`,
    );
  });

  it('does not matter for a question about the past', async () => {
    expect(await gapsOf(entry, '--until', '2026-10-05')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is none where the entry is broken', async () => {
    expect(await gapsOf({ 'sessions/4711.json': '{"pid":47' })).toMatchObject({ code: 0 });
  });
});
