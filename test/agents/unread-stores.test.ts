import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { databaseText, storeSamples } from './store-samples.ts';

const home = 'home/dana';
const session = 'sessions/session_0199aaaa.json';
const start = '{"role":"user","content":"go"}\n';
const quiet = {
  [`${home}/.claude/projects/-home-dana/5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00.jsonl`]: `${JSON.stringify({
    type: 'user',
    uuid: '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e01',
    sessionId: '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00',
    timestamp: '2026-11-13T14:00:00.000Z',
    cwd: '/home/dana',
    version: '2.1.240',
    message: { role: 'user', content: 'hello' },
  })}\n`,
};

interface Gap {
  readonly kind: string;
  readonly reason: string;
  readonly evidence: { readonly path: string };
}

async function reportOn(root: string, argv: readonly string[] = ['--home', join(root, home)]) {
  const given = ['report', ...argv, '--root', root, '--format', 'json', '--output', '-'];
  const { code, stdout } = await runCli(given);
  const { verdict, gaps } = JSON.parse(stdout) as { verdict: { value: string }; gaps: readonly Gap[] };
  const unread = gaps.filter(({ kind }) => kind === 'unsupported');
  return {
    code,
    verdict: verdict.value,
    unread: unread.map(({ reason, evidence }) => `${evidence.path}: ${reason}`),
  };
}

async function reportOnFiles(files: ImageFiles) {
  return reportOn(evidenceImage({ ...quiet, ...files }).root);
}

describe('a store of another agent that is found and not read', () => {
  it.each(storeSamples)('is a gap: $agent.name, $path', async ({ agent, store, path }) => {
    const text = store.session === 'database' ? (databaseText[agent.id] ?? '') : '{}';
    const { code, verdict, unread } = await reportOnFiles({ [`${home}/${path}`]: text });
    expect(unread).toHaveLength(1);
    expect(unread[0]).toMatch(
      new RegExp(`(?:1 session|sessions) of ${agent.name}, last written [\\d-]{10}, not read$`),
    );
    expect({ code, verdict }).toEqual({ code: 3, verdict: 'undetermined' });
  });

  it('tells how many there are and when the newest was written', async () => {
    const { root, write } = evidenceImage(quiet);
    for (let day = 1; day <= 12; day += 1) {
      const path = `${home}/.hermes/sessions/session_${day}.json`;
      write(path, start);
      utimesSync(join(root, path), new Date(), new Date(Date.UTC(2026, 9, day)));
    }
    expect((await reportOn(root)).unread).toEqual([
      '.hermes/sessions: 12 sessions of Hermes Agent, last written 2026-10-12, not read',
    ]);
  });

  it('is counted by itself', async () => {
    const sessions = `${home}/.local/share/gptme/logs`;
    const { unread } = await reportOnFiles({
      [`${sessions}/1/conversation.jsonl`]: '{}',
      [`${sessions}/2/conversation.jsonl`]: '{}',
      [`${home}/.hermes/${session}`]: start,
    });
    expect(unread.map((text) => text.replace(/written [\d-]+/, 'written then'))).toEqual([
      '.hermes/sessions: 1 session of Hermes Agent, last written then, not read',
      '.local/share/gptme/logs: 2 sessions of gptme, last written then, not read',
    ]);
  });

  it('is found where a profile moves it, in every home of an image, and behind a link inside of it', async () => {
    const { root, write } = evidenceImage({
      ...quiet,
      [`${home}/.bashrc`]: 'export HERMES_HOME="$HOME/state/droid"\n',
      [`${home}/state/droid/${session}`]: start,
      [`home/eve/.hermes/${session}`]: start,
    });
    write('srv/tools/.keep', '');
    mkdirSync(join(root, 'srv/tools/cursor/chats/shop/1'), { recursive: true });
    writeFileSync(join(root, 'srv/tools/cursor/chats/shop/1/store.db'), '{}');
    symlinkSync('/srv/tools/cursor', join(root, home, '.cursor'));
    const { unread } = await reportOn(root, ['--home', root]);
    expect(unread.map((text) => text.replace(/, last written.*/, ''))).toEqual([
      'home/dana/.cursor/chats: 1 session of Cursor',
      'home/dana/state/droid/sessions: 1 session of Hermes Agent',
      'home/eve/.hermes/sessions: 1 session of Hermes Agent',
    ]);
  });

  it('is found where a variable names a folder behind a link', async () => {
    const { root, write } = evidenceImage({
      ...quiet,
      [`${home}/.zshrc`]: 'export HERMES_HOME=/data/droid\n',
    });
    write(`srv/data/droid/${session}`, start);
    symlinkSync('/srv/data', join(root, 'data'));
    const { unread } = await reportOn(root);
    expect(unread.map((text) => text.replace(/, last written.*/, ''))).toEqual([
      expect.stringMatching(/data\/droid\/sessions: 1 session of Hermes Agent$/),
    ]);
  });

  it('is missing where a profile moves it out of what was collected', async () => {
    const { home: folder } = evidenceImage({
      ...quiet,
      [`${home}/.bashrc`]: 'export HERMES_HOME=/srv/droid\n',
    });
    const { stderr } = await runCli(['sessions', '--home', folder]);
    expect(stderr).toContain('.bashrc: Hermes Agent keeps its sessions in /srv/droid (HERMES_HOME)');
  });

  it('is not looked for behind a link out of the evidence, which is said', async () => {
    const { root } = evidenceImage(quiet);
    symlinkSync('../../../../outside', join(root, home, '.hermes'));
    expect((await reportOn(root)).unread).toEqual([
      '.hermes: leads out of the evidence through a link and was not followed',
    ]);
  });

  it('is a file among those that the user names, and what is read of the others stays', async () => {
    const { root, home: folder } = evidenceImage({
      ...quiet,
      [`${home}/copied.db`]: 'SQLite format 3\u0000 {"messages":[]}',
    });
    const { stderr } = await runCli([
      'sessions',
      join(folder, 'copied.db'),
      '--home',
      folder,
      '--root',
      root,
    ]);
    expect(stderr).toContain('copied.db: 1 session of Zed');
  });

  it('costs a bounded time however many files it has', async () => {
    const { root } = evidenceImage(quiet);
    const folder = join(root, home, '.hermes/sessions');
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < 25_000; index += 1) writeFileSync(join(folder, `session_${index}.json`), '');
    const { unread } = await reportOn(root);
    expect(unread[0]).toMatch(/^\.hermes\/sessions: at least \d{5} sessions of Hermes Agent, last written/);
  }, 60_000);
});

describe('what is no session of another agent', () => {
  const harmless: ImageFiles = {
    [`${home}/.gemini/settings.json`]: '{"theme":"Default"}',
    [`${home}/.codex/auth.json`]: '{}',
    [`${home}/.codex/config.toml`]: 'model = "x"\n',
    [`${home}/.codex/history.jsonl`]: '',
    [`${home}/.continue/sessions/sessions.json`]: '[]',
    [`${home}/.copilot/config.json`]: '{}',
    [`${home}/.config/Cursor/User/globalStorage/state.vscdb`]: 'SQLite format 3\u0000 telemetry.machineId',
    [`${home}/package.json`]: '{"name":"codex"}',
  };

  it.each(Object.entries(harmless))('is no gap: %s', async (path, text) => {
    expect((await reportOnFiles({ [path]: text })).unread).toEqual([]);
  });

  it('is no gap: sessions of the desktop application that are read from beside their log', async () => {
    const session = `${home}/.config/Claude/local-agent-mode-sessions/a/b/local_c`;
    const { unread } = await reportOnFiles({
      [`${session}/audit.jsonl`]: '{}\n',
      [`${session}/.claude/projects/p/5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e02.jsonl`]:
        Object.values(quiet)[0] ?? '',
    });
    expect(unread).toEqual([]);
  });
});
