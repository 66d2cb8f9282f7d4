import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { databaseText, storeSamples } from './store-samples.ts';

const home = 'home/dana';
const rollout = 'sessions/2026/11/02/rollout-2026-11-02T09-30-00-0199aaaa.jsonl';
const meta = '{"timestamp":"2026-11-02T09:30:00.000Z","type":"session_meta","payload":{"id":"0199aaaa"}}\n';
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
      new RegExp(`(?:1 session|sessions) of ${agent.name}, newest [\\d-]{10}, not read$`),
    );
    expect({ code, verdict }).toEqual({ code: 3, verdict: 'undetermined' });
  });

  it('tells how many there are and when the newest was written', async () => {
    const { root, write } = evidenceImage(quiet);
    for (let day = 1; day <= 12; day += 1) {
      const path = `${home}/.codex/sessions/2026/11/${String(day).padStart(2, '0')}/rollout-${day}.jsonl`;
      write(path, meta);
      utimesSync(join(root, path), new Date(), new Date(Date.UTC(2026, 9, day)));
    }
    expect((await reportOn(root)).unread).toEqual([
      '.codex/sessions: 12 sessions of Codex CLI, newest 2026-10-12, not read',
    ]);
  });

  it('counts the files of one session once, and each store by itself', async () => {
    const tasks = `${home}/.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks`;
    const { unread } = await reportOnFiles({
      [`${tasks}/1/ui_messages.json`]: '[]',
      [`${tasks}/1/api_conversation_history.json`]: '[]',
      [`${tasks}/2/ui_messages.json`]: '[]',
      [`${home}/.gemini/tmp/ab/chats/session-1.json`]: '{}',
    });
    expect(unread.map((text) => text.replace(/newest [\d-]+/, 'newest then'))).toEqual([
      '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks: 2 sessions of Cline, newest then, not read',
      '.gemini/tmp: 1 session of Gemini CLI, newest then, not read',
    ]);
  });

  it('is found where a profile moves it, in every home of an image, and behind a link inside of it', async () => {
    const { root, write } = evidenceImage({
      ...quiet,
      [`${home}/.bashrc`]: 'export CODEX_HOME="$HOME/state/codex"\n',
      [`${home}/state/codex/${rollout}`]: meta,
      [`home/eve/.codex/${rollout}`]: meta,
    });
    write('srv/tools/.keep', '');
    mkdirSync(join(root, 'srv/tools/gemini/tmp/ab/chats'), { recursive: true });
    writeFileSync(join(root, 'srv/tools/gemini/tmp/ab/chats/session-1.json'), '{}');
    symlinkSync('/srv/tools/gemini', join(root, home, '.gemini'));
    const { unread } = await reportOn(root, ['--home', root]);
    expect(unread.map((text) => text.replace(/, newest.*/, ''))).toEqual([
      'home/dana/.gemini/tmp: 1 session of Gemini CLI',
      'home/dana/state/codex/sessions: 1 session of Codex CLI',
      'home/eve/.codex/sessions: 1 session of Codex CLI',
    ]);
  });

  it('is found where a variable names the file itself, or a folder behind a link', async () => {
    const { root, write } = evidenceImage({
      ...quiet,
      [`${home}/.zshrc`]: 'export OPENCODE_DB=~/state/oc.db\nexport CODEX_HOME=/data/codex\n',
      [`${home}/state/oc.db`]: databaseText['opencode'] ?? '',
    });
    write(`srv/data/codex/${rollout}`, meta);
    symlinkSync('/srv/data', join(root, 'data'));
    const { unread } = await reportOn(root);
    expect(unread.map((text) => text.replace(/, newest.*/, ''))).toEqual([
      expect.stringMatching(/data\/codex\/sessions: 1 session of Codex CLI$/),
      'state/oc.db: sessions of OpenCode',
    ]);
  });

  it('is missing where a profile moves it out of what was collected', async () => {
    const { home: folder } = evidenceImage({
      ...quiet,
      [`${home}/.bashrc`]: 'export CODEX_HOME=/srv/codex\n',
    });
    const { stderr } = await runCli(['sessions', '--home', folder]);
    expect(stderr).toContain('.bashrc: Codex CLI keeps its sessions in /srv/codex (CODEX_HOME)');
  });

  it('is not looked for behind a link out of the evidence, which is said', async () => {
    const { root } = evidenceImage(quiet);
    symlinkSync('../../../../outside', join(root, home, '.codex'));
    expect((await reportOn(root)).unread).toEqual([
      '.codex: leads out of the evidence through a link and was not followed',
    ]);
  });

  it('is a file among those that the user names, and what is read of the others stays', async () => {
    const { root, home: folder } = evidenceImage({ ...quiet, [`${home}/copied.jsonl`]: meta });
    const { stderr } = await runCli([
      'sessions',
      join(folder, 'copied.jsonl'),
      '--home',
      folder,
      '--root',
      root,
    ]);
    expect(stderr).toContain('copied.jsonl: 1 session of Codex CLI');
    expect((await reportOn(root)).unread).toEqual([
      expect.stringMatching(/^copied\.jsonl: 1 session of Codex CLI, newest [\d-]{10}, not read$/),
    ]);
  });

  it('costs a bounded time however many files it has', async () => {
    const { root } = evidenceImage(quiet);
    const folder = join(root, home, '.codex/archived_sessions');
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < 25_000; index += 1) writeFileSync(join(folder, `rollout-${index}.jsonl`), '');
    const { unread } = await reportOn(root);
    expect(unread[0]).toMatch(/^\.codex\/archived_sessions: at least \d{5} sessions of Codex CLI, newest/);
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
    [`${home}/.local/share/opencode/opencode.db`]: 'SQLite format 3\u0000 create table session',
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
