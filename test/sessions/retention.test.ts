import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { at, homeWith, lines, mainFile, prompt } from './transcripts.ts';

const now = '2026-10-02T00:00:00Z';
const daysBefore = (time: string, count: number): string =>
  new Date(Date.parse(time) - count * 86_400_000).toISOString();
const days = (count: number): string => `{"cleanupPeriodDays": ${count}}`;
const user = 'home/dana/.claude/settings.json';
const project = 'home/dana/shop/.claude/settings.json';
const local = 'home/dana/shop/.claude/settings.local.json';
const managed = 'etc/claude-code/managed-settings.json';

async function retentionOf(files: Record<string, string>) {
  const transcript = { 'home/dana/.claude/projects/p/s.jsonl': lines(prompt(0, 'a')) };
  const { root, home } = evidenceImage({ ...transcript, ...files });
  const options = ['--root', root, '--home', home, '--format', 'json'];
  const { stdout, stderr } = await runCli(['sessions', ...options], { now });
  return { ...JSON.parse(stdout).retention, stderr };
}

describe('how long transcripts are kept', () => {
  it.each<readonly [string, Record<string, string>, string, number]>([
    ['nothing: the default', {}, 'default', 30],
    ['the user', { [user]: days(7) }, 'user', 7],
    ['the user, longer than by default', { [user]: days(365) }, 'user', 365],
    ['a project, for every transcript', { [project]: days(1), [user]: days(90) }, 'project', 1],
    [
      'a project’s local settings before its shared ones',
      { [local]: days(5), [project]: days(1) },
      'local',
      5,
    ],
    [
      'the machine before all others',
      { [managed]: days(60), [project]: days(1), [user]: days(7) },
      'managed',
      60,
    ],
    [
      'the machine’s last drop-in',
      { [managed]: days(60), 'etc/claude-code/managed-settings.d/10-x.json': days(20) },
      'managed',
      20,
    ],
    [
      'the server’s policy',
      { 'home/dana/.claude/remote-settings.json': days(14), [managed]: days(60) },
      'managed',
      14,
    ],
  ])('is set by %s', async (_name, files, scope, expected) => {
    expect(await retentionOf(files)).toMatchObject({ scope, days: expected });
  });

  it('says where that stands, and from when on evidence can be expected', async () => {
    expect(await retentionOf({ [project]: `{\n  ${days(4).slice(1)}` })).toMatchObject({
      coversFrom: daysBefore(at(0), 4),
      evidence: { path: 'shop/.claude/settings.json', line: 2 },
    });
  });

  it('is not clear where it is zero', async () => {
    const { stderr } = await retentionOf({ [user]: days(0) });
    expect(stderr).toContain(
      '.claude/settings.json:1: cleanupPeriodDays is 0: some versions then write no transcripts',
    );
  });

  it('makes a question that reaches further an open one', async () => {
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a')), 'settings.json': days(7) });
    const ask = (since: string) => runCli(['sessions', '--since', since], { now, homeDirectory: home });
    expect(await ask('2026-09-28')).toMatchObject({ code: 0 });
    const { code, stderr } = await ask('2026-08-01');
    expect(code).toBe(3);
    expect(stderr).toContain(
      '.claude/settings.json:1: transcripts are deleted after 7 days by user settings: what ran before 2026-09-25 is not known (outside-window)',
    );
  });

  it('is no question where a transcript that ended before is still there', async () => {
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a')) });
    const ask = (since: string) =>
      runCli(['sessions', '--since', since], { now: '2026-12-24T00:00:00Z', homeDirectory: home });
    expect((await ask('2026-10-20')).stderr).not.toContain('is not known');
    expect((await ask('2026-09-20')).stderr).toContain('after 30 days by default');
  });

  describe('counts from when the evidence was as it is', () => {
    const later = '2027-06-01T00:00:00Z';
    const records = { '.claude/projects/p/s.jsonl': lines(prompt(0, 'a'), prompt(60, 'b')) };
    const image = () =>
      evidenceImage(
        Object.fromEntries(Object.entries(records).map(([path, text]) => [`home/dana/${path}`, text])),
      );
    const coversFrom = async (options: readonly string[], homeDirectory?: string) => {
      const settings = { now: later, ...(homeDirectory !== undefined && { homeDirectory }) };
      const { stdout } = await runCli(['sessions', '--format', 'json', ...options], settings);
      return JSON.parse(stdout).retention.coversFrom;
    };

    it('of an image or a copy, from the last record', async () => {
      const { root, home } = image();
      expect(await coversFrom(['--root', root, '--home', home])).toBe(daysBefore(at(60), 30));
      expect(await coversFrom(['--root', root])).toBe(daysBefore(at(60), 30));
      expect(await coversFrom(['--home', home])).toBe(daysBefore(at(60), 30));
    });

    it('of the home that this machine runs with, from now', async () => {
      expect(await coversFrom([], image().home)).toBe('2027-05-02T00:00:00.000Z');
    });

    it('of a bag, from the same record as its home', async () => {
      const { root, home } = image();
      const bag = `${evidenceImage({}).root}/bag`;
      await runCli(['collect', '--root', root, '--home', home, bag], { now: '2026-10-20T10:00:00Z' });
      expect(await coversFrom(['--home', bag])).toBe(daysBefore(at(60), 30));
    });
  });
});
