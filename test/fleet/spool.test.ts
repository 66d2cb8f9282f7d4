import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { streams } from '../../src/fleet/streams.ts';
import { buildHostileHome } from '../hostile/hostile-home.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { eventIds, everyRow, linesOf, problemsOf, rowsOf, scratch, spooled } from './spooled.ts';

const all = Object.values(streams);

describe('what a run writes to a spool', () => {
  let folder: string;
  let built: { root: string; home: string };
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-spool-case-')));
    built = buildCase('unattended-refactor', join(folder, 'image'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const evidence = () => ['--home', built.home, '--root', built.root];
  let reporting: Promise<string> | undefined;
  /** The spool of a report over it, made once. */
  const reported = () => {
    const spool = join(folder, 'reported');
    reporting ??= spooled(['report', ...evidence()], spool).then(() => spool);
    return reporting;
  };

  it.each([
    ['scan', ['occurrences']],
    ['sessions', ['calls', 'sessions', 'bypass_windows']],
    ['git', ['ref_updates']],
    ['mcp', ['servers', 'findings']],
    ['posture', ['posture', 'findings']],
    ['exposure', ['exposures']],
    ['assess', ['calls', 'sessions', 'findings', 'ref_updates', 'servers', 'posture', 'exposures']],
  ] as const)('%s: valid rows of its streams, and a record of the run', async (command, names) => {
    const spool = scratch();
    const given = command === 'scan' ? ['scan', built.home, '--home', built.home] : [command, ...evidence()];
    const { run } = await spooled(given, spool);
    for (const name of names) expect(rowsOf(spool, name), name).not.toEqual([]);
    expect(rowsOf(spool, 'runs')).toEqual([run]);
    expect(run).toMatchObject({ command, hostId: 'host-1', hostIdSource: 'option', isIncremental: false });
    expect(run['writtenRows']).toBe(all.flatMap(({ name }) => linesOf(spool, name)).length - 1);
    expect(problemsOf(spool)).toEqual([]);
    expect(readdirSync(join(spool, 'runs'))).toEqual([
      expect.stringMatching(/^host-1-\d{8}T\d{9}Z-[0-9a-f]{8}-1\.ndjson$/),
    ]);
  });

  it.each([['mcp'], ['scan']])('%s ends as it does without a spool', async (command) => {
    const given = command === 'scan' ? ['scan', built.home, '--home', built.home] : [command, ...evidence()];
    const plain = await runCli([...given, '--fail-on', 'high']);
    const { code, stderr } = await spooled([...given, '--fail-on', 'high'], scratch());
    expect([code, stderr]).toEqual([plain.code, plain.stderr]);
  });

  it('says of every row whose it is', async () => {
    const spool = scratch();
    await spooled(['sessions', ...evidence(), '--label', 'team=payments', '--label', 'site=Köln'], spool);
    for (const row of Object.values(everyRow(spool)).flat()) {
      expect(row).toMatchObject({
        hostId: 'host-1',
        userName: 'dana',
        labels: ['site=Köln', 'team=payments'],
      });
    }
  });

  it('has the calls of the inventory, each once', async () => {
    const { stdout } = await runCli(['sessions', ...evidence(), '--format', 'ndjson']);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => String(JSON.parse(line).id));
    expect(
      rowsOf(await reported(), 'calls')
        .map(({ toolCallId }) => toolCallId)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('gives the same evidence the same ids whenever it is read, and nobody by name who is to have a number', async () => {
    const spool = scratch();
    await spooled(['report', ...evidence(), '--anonymise'], spool, { now: '2026-11-22T03:04:05.678Z' });
    for (const { name } of all.filter((stream) => stream.name !== 'runs')) {
      const ids = eventIds(rowsOf(await reported(), name));
      expect(eventIds(rowsOf(spool, name)), name).toEqual(ids);
      expect(new Set(ids).size, name).toBe(ids.length);
    }
    const text = all.flatMap(({ name }) => linesOf(spool, name)).join('\n');
    expect(text).not.toMatch(/\bdana\b/);
    expect(text).toContain('person-1');
    expect(rowsOf(spool, 'calls')[0]).not.toHaveProperty('hostName');
  });

  it('gives the same ids by another command, other ids on another host', async () => {
    const [spool, other] = [scratch(), scratch()];
    await spooled(['sessions', ...evidence()], spool);
    await spooled(['sessions', ...evidence(), '--host-id', 'host-2'], other);
    expect(eventIds(rowsOf(spool, 'calls'))).toEqual(eventIds(rowsOf(await reported(), 'calls')));
    const elsewhere = new Set(eventIds(rowsOf(other, 'calls')));
    expect(eventIds(rowsOf(await reported(), 'calls')).filter((id) => elsewhere.has(id))).toEqual([]);
  });

  it('gives a bag the ids of the home that it was made of', async () => {
    const [bag, spool] = [join(scratch(), 'bag'), scratch()];
    await runCli(['collect', bag, ...evidence()]);
    await spooled(['sessions', '--home', bag], spool);
    expect(eventIds(rowsOf(spool, 'calls'))).toEqual(eventIds(rowsOf(await reported(), 'calls')));
  });

  it('refuses what does not go with a spool', async () => {
    const spool = scratch();
    for (const options of [['--output', '-'], ['--no-redact'], ['--from', 'case.json']]) {
      const { code, stderr } = await spooled(['report', ...evidence(), ...options], spool);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/spool/)]);
    }
    const alone = await runCli(['sessions', ...evidence(), '--state', join(spool, 'state')]);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--state goes with --spool')]);
    expect(readdirSync(spool)).toEqual([]);
  });

  it('asks for the host where the evidence does not say it, and believes an image that does', async () => {
    const { root, home, write } = evidenceImage({});
    const spool = scratch();
    const argv = ['sessions', '--home', home, '--root', root, '--spool', spool];
    const unknown = await runCli(argv);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('--host-id')]);
    write('etc/hostname', 'build-7\n');
    write('etc/machine-id', `${'0123456789abcdef'.repeat(2)}\n`);
    expect((await runCli(argv)).code).toBe(0);
    const [run] = rowsOf(spool, 'runs');
    expect(run).toMatchObject({ hostIdSource: 'machine-id', hostName: 'build-7' });
    expect(run?.['hostId']).toMatch(/^[0-9a-f]{32}$/);
    expect(run?.['hostId']).not.toContain('0123456789abcdef');
  });
});

describe('secrets in a spool', () => {
  const token = `ghp_${'A1b2C3d4E5'.repeat(4).slice(0, 36)}`;
  const call = (id: string) => ({
    type: 'assistant',
    uuid: `u-${id}`,
    sessionId: '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00',
    timestamp: '2026-11-13T14:00:00.000Z',
    cwd: '/home/dana',
    version: '2.1.240',
    message: {
      role: 'assistant',
      content: [
        {
          type: 'tool_use',
          id,
          name: 'Bash',
          input: { command: `curl -H "Authorization: token ${token}" https://api.github.com` },
        },
      ],
    },
  });
  const files = {
    'home/dana/.claude/projects/-home-dana/5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00.jsonl': `${JSON.stringify(call('toolu_01'))}\n`,
  };

  it('are redacted, with a fingerprint that is the same on every host that has the key', async () => {
    const key = join(scratch(), 'key');
    writeFileSync(key, 'sixteen random bytes or more\n');
    const fingerprints = [];
    for (const host of ['host-1', 'host-2']) {
      const { root, home } = evidenceImage(files);
      const spool = scratch();
      await spooled(
        ['report', '--home', home, '--root', root, '--host-id', host, '--fingerprint-key', key],
        spool,
      );
      const text = all.flatMap(({ name }) => linesOf(spool, name)).join('\n');
      expect(text).not.toContain(token);
      const [exposed] = rowsOf(spool, 'exposures').filter(({ kind }) => kind === 'github-token');
      expect(exposed).toMatchObject({ reason: 'in-transcript', what: 'transcripts' });
      fingerprints.push([exposed?.['fingerprint'], /\[github-token \d+ ([0-9a-f]{8})\]/.exec(text)?.[1]]);
    }
    const [[value, text] = []] = fingerprints;
    expect([value, text]).toEqual([
      expect.stringMatching(/^[0-9a-f]{16}$/),
      expect.stringMatching(/^[0-9a-f]{8}$/),
    ]);
    expect(fingerprints[1]).toEqual(fingerprints[0]);
  });

  it('have no fingerprint of their own without a key', async () => {
    const { root, home } = evidenceImage(files);
    const spool = scratch();
    await spooled(['exposure', '--home', home, '--root', root], spool);
    const [exposed] = rowsOf(spool, 'exposures').filter(({ kind }) => kind === 'github-token');
    expect(exposed).toMatchObject({ what: 'transcripts', places: 1 });
    expect(exposed).not.toHaveProperty('fingerprint');
  });

  it('refuses a key that is none', async () => {
    const { root, home } = evidenceImage(files);
    const key = join(scratch(), 'key');
    writeFileSync(key, 'short\n');
    const { code, stderr } = await spooled(
      ['sessions', '--home', home, '--root', root, '--fingerprint-key', key],
      scratch(),
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('holds no key')]);
  });
});

describe('hostile evidence', () => {
  it('gives rows that every loader takes, on lines that every shipper takes', async () => {
    const root = realpathSync(scratch());
    const home = buildHostileHome(root);
    const spool = scratch();
    const { code } = await spooled(['report', '--home', home, '--root', root], spool);
    expect([0, 1, 3]).toContain(code);
    expect(rowsOf(spool, 'calls').length).toBeGreaterThan(20);
    expect(problemsOf(spool)).toEqual([]);
  });
});
