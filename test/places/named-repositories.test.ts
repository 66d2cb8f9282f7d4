import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Incident, removeTemplate } from '../git/incident.ts';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;

/** A checkout that lies beside the evidence, with something for every command to find. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.claude'));
  writeFileSync(join(folder, '.mcp.json'), '{"mcpServers":{"mailer":{"command":"npx","args":["mailer"]}}}');
  writeFileSync(join(folder, '.env'), `GITHUB_TOKEN=${token}\n`);
  const hooks = '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"node setup.mjs"}]}]}}';
  writeFileSync(join(folder, '.claude/settings.json'), hooks);
  return folder;
}

const home = () => {
  const records = lines(prompt(0, 'go'), toolUse(1, 'toolu_1', { command: 'ls' }));
  return evidenceImage({ 'home/dana/.claude/projects/p/s.jsonl': records }).home;
};

async function ask(command: string, ...options: string[]) {
  const { code, stdout, stderr } = await runCli([command, '--format', 'json', ...options]);
  return { code, document: JSON.parse(stdout), stderr };
}

describe('a repository outside of the home, named by the user', () => {
  it.each([
    ['mcp', 'mailer'],
    ['posture', 'node setup.mjs'],
    ['exposure', '/.env"'],
    ['report', 'mailer'],
  ])('is read by %s, and is no link', async (command, found) => {
    const output = command === 'report' ? ['--output', '-'] : [];
    const { document } = await ask(command, '--home', home(), '--repo', checkout(), ...output);
    expect(JSON.stringify(document)).toContain(found);
    expect(JSON.stringify(document.gaps)).not.toMatch(/link|outside/);
  });

  it('is collected, and no link is missed', async () => {
    const bag = join(evidenceImage({}).root, 'bag');
    const { document } = await ask('collect', '--home', home(), '--repo', checkout(), '--dry-run', bag);
    expect(JSON.stringify(document.gaps)).not.toMatch(/link|outside/);
    expect(document.files).toBeGreaterThan(2);
  });

  it('may be named by a folder in it', async () => {
    const folder = checkout();
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'packages/api'), { recursive: true });
    const { document } = await ask('mcp', '--home', home(), '--repo', join(folder, 'packages/api'));
    expect(document.servers).toMatchObject([{ name: 'mailer' }]);
  });

  it('leaves its links out of the evidence unread', async () => {
    const folder = checkout();
    const other = checkout();
    rmSync(join(folder, '.mcp.json'));
    symlinkSync(join(other, '.mcp.json'), join(folder, '.mcp.json'));
    const { document } = await ask('mcp', '--home', home(), '--repo', folder);
    expect(document.servers).toEqual([]);
    expect(document.gaps).toContainEqual(
      expect.objectContaining({ reason: 'is a link out of the evidence; not followed' }),
    );
  });

  it('may be linked to from the home', async () => {
    const [folder, own] = [checkout(), home()];
    symlinkSync(join(folder, '.mcp.json'), join(own, '.mcp.json'));
    expect((await ask('mcp', '--home', own)).document.servers).toEqual([]);
    const { document } = await ask('mcp', '--home', own, '--repo', folder);
    expect(document.servers).toMatchObject([{ name: 'mailer' }, {}].slice(0, document.servers.length));
    expect(document.servers.length).toBeGreaterThan(0);
  });
});

describe('--map', () => {
  const worked = (cwd: string) =>
    evidenceImage({
      'home/dana/.claude/projects/p/s.jsonl': lines(
        prompt(0, 'go', { cwd }),
        toolUse(1, 'toolu_1', { command: 'ls' }, { cwd }),
      ),
    }).home;

  it.each([
    ['the folder itself', '/srv/app', '/srv/app'],
    ['a folder above', '/srv/app', '/srv'],
    ['Windows', 'C:\\work\\app', 'c:/work/app'],
  ])('finds the folders in which sessions worked: %s', async (_name, cwd, from) => {
    const here = checkout();
    const to = from === '/srv' ? join(here, '..') : here;
    const cwdHere = from === '/srv' ? `/srv/${here.split('/').at(-1)}` : cwd;
    const { document } = await ask('mcp', '--home', worked(cwdHere), '--map', `${from}=${to}`);
    expect(document.servers).toMatchObject([
      { name: 'mailer', project: cwdHere.startsWith('C:') ? expect.any(String) : cwdHere },
    ]);
    expect(document.gaps.filter(({ reason }: { reason: string }) => reason.includes('not among'))).toEqual(
      [],
    );
  });

  it('takes a link to a folder of this machine', async () => {
    const link = join(evidenceImage({}).root, 'mounted');
    symlinkSync(checkout(), link);
    const { document } = await ask('mcp', '--home', worked('/srv/app'), '--map', `/srv/app=${link}`);
    expect(document.servers).toMatchObject([{ name: 'mailer', project: '/srv/app' }]);
  });

  it.each(['/srv/app2', '/srv/ap', '/other/srv/app'])('takes whole names: not %s', async (cwd) => {
    const { document } = await ask('mcp', '--home', worked(cwd), '--map', `/srv/app=${checkout()}`);
    expect(document.servers).toEqual([]);
  });

  it('does not let a path climb out of the mapped folder', async () => {
    const here = checkout();
    const cwd = `/srv/app/../${here.split('/').at(-1)}`;
    const { document } = await ask(
      'mcp',
      '--home',
      worked(cwd),
      '--map',
      `/srv/app=${join(here, '.claude')}`,
    );
    expect(document.servers).toEqual([]);
  });

  it.each([
    '',
    '/srv/app',
    '/srv/app=',
    '=/tmp',
    'srv/app=/tmp',
    '/=/tmp',
    'C:\\=/tmp',
    '/srv/app=/no/such/folder',
  ])('%j is refused', async (word) => {
    const { code, stdout, stderr } = await runCli(['mcp', '--home', home(), '--map', word]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/not a mapping|no such folder/);
  });
});

describe('a repository that is given at another path', () => {
  afterAll(removeTemplate);
  let incident: Incident;
  beforeEach(() => {
    incident = new Incident();
  });
  afterEach(() => incident.remove());

  const unmatched = 'the path of this repository occurs in no session';
  const movedTo = (name: string): string => {
    const place = join(incident.directory, name);
    renameSync(incident.repository, place);
    return place;
  };
  const countsOf = async (...options: string[]) => {
    const { stdout, stderr } = await runCli(['git', '--home', incident.home, '--format', 'json', ...options]);
    const { repositories } = JSON.parse(stdout);
    return { stderr, counts: repositories[0].movesByAttribution };
  };
  /** Makes a commit whose id nothing prints: only time and place tie it to the call. */
  const quietly = (text: string) =>
    incident.agent(`echo ${text} > a.txt; git add a.txt; git commit -q -m "Add ${text}"`);

  it('is known by a mapping', async () => {
    quietly('one');
    const there = incident.repository;
    const before = await countsOf();
    expect(before.counts.strong).toBeGreaterThan(0);
    const place = movedTo('copy');
    const lost = await countsOf('--repo', place);
    expect(lost.counts.strong).toBe(0);
    expect(lost.stderr).toContain(unmatched);
    const found = await countsOf('--repo', place, '--map', `${there}=${place}`);
    expect(found).toMatchObject({ counts: before.counts });
    expect(found.stderr).not.toContain(unmatched);
  });

  it('is known by a commit that a call printed', async () => {
    incident.agent('echo two > b.txt; git add b.txt; git commit -m "Add b"');
    quietly('three');
    const { counts } = await countsOf();
    const found = await countsOf('--repo', movedTo('copy'));
    expect(found).toMatchObject({ counts });
    expect(found.stderr).not.toContain(unmatched);
  });

  it.each(['https://user:pass@git.example/acme/app.git', 'git@git.example:acme/app'])(
    'is known by its remote, %s',
    async (url) => {
      incident.agent('git remote add origin ssh://git@git.example/acme/app.git');
      quietly('four');
      const { counts } = await countsOf();
      incident.git('remote', 'set-url', 'origin', url);
      const found = await countsOf('--repo', movedTo('copy'));
      expect(found.counts.strong).toBe(counts.strong);
      expect(found.stderr).not.toMatch(/occurs in no session|pass/);
    },
  );

  it('is not known by the remote of another', async () => {
    incident.agent('git remote add origin https://git.example/acme/app');
    quietly('five');
    incident.git('remote', 'set-url', 'origin', 'https://git.example/acme/other');
    const found = await countsOf('--repo', movedTo('copy'));
    expect(found.counts).toMatchObject({ exact: 0, strong: 0 });
    expect(found.stderr).toContain(unmatched);
  });

  it('at its own path needs neither, though a copy lies elsewhere', async () => {
    quietly('six');
    const { counts } = await countsOf();
    cpSync(incident.repository, join(incident.directory, 'copy'), { recursive: true });
    expect(await countsOf('--repo', incident.repository)).toMatchObject({ counts });
  });
});
