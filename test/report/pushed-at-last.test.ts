import { describe, expect, it } from 'vitest';
import type { CaseReport } from '../../src/assess/case-report.ts';
import { homeWith, lines, mainFile, prompt, toolResult, toolUse } from '../sessions/transcripts.ts';
import { runCli } from '../support/run-cli.ts';

const committed = '[main 461fc77] page\n 2 files changed\n create mode 100644 .claude/.credentials.json';
const refused = "fatal: could not read Username for 'https://github.com': No such device or address";
const pushed = 'To https://github.com/dana/web.git\n * [new branch]      main -> main';

type Step = readonly [command: string, result: string, isError?: true];

const reportOf = (...steps: readonly Step[]) => reportAfter('save my settings', steps);

async function reportAfter(words: string, steps: readonly Step[]): Promise<CaseReport> {
  const records = steps.flatMap(([command, result, isError], index) => [
    toolUse(2 * index + 1, `toolu_0${index}`, { command }),
    toolResult(2 * index + 2, `toolu_0${index}`, result, { isError }),
  ]);
  const home = homeWith({ [mainFile]: lines(prompt(0, words), ...records) });
  const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
  return JSON.parse(stdout);
}

const published = ({ findings }: CaseReport) =>
  findings.filter(({ queryId }) => queryId === 'private_files_published').map(({ state }) => state);

describe('what a commit holds and a push takes out', () => {
  it('counts by the push that went through, not by the one before it that failed', async () => {
    const report = await reportOf(
      ['git add -A && git commit -m page', committed],
      ['git push origin main', refused, true],
      ['git push origin main', pushed],
    );
    expect(published(report)).toEqual(['confirmed']);
    expect(report.rotations[0]).toMatchObject({ reason: 'sent', kind: 'claude-code' });
    expect(report.keyFacts.toRotate.join()).toContain('.claude/.credentials.json');
  });

  it('is an attempt where every push failed, and then nothing is to be rotated for it', async () => {
    const report = await reportOf(
      ['git add -A && git commit -m page', committed],
      ['git push origin main', refused, true],
      ['git push origin main', refused, true],
    );
    expect(published(report)).toEqual(['attempted']);
    expect(report.rotations).toEqual([]);
  });

  it('names a store of Windows by the folder of the work, and by no other', async () => {
    const folder = { cwd: 'C:\\Users\\dana' };
    const records = [
      toolUse(1, 'toolu_01', { command: 'git add -A && git commit -m page' }, folder),
      toolResult(2, 'toolu_01', committed, folder),
      toolUse(3, 'toolu_02', { command: 'git push origin main' }, folder),
      toolResult(4, 'toolu_02', pushed, folder),
    ];
    const home = homeWith({
      'projects/C--Users-dana/11111111-2222-4333-8444-555555555555.jsonl': lines(
        prompt(0, 'save my settings', folder),
        ...records,
      ),
    });
    const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
    const { rotations } = JSON.parse(stdout) as CaseReport;
    expect(rotations[0]?.what).toMatch(
      /^C:\\Users\\dana\\\.claude\\\.credentials\.json$|^~[\\/]\.claude[\\/]/,
    );
  });

  it('is two findings where two commits went out by two pushes', async () => {
    const report = await reportOf(
      ['git add -A && git commit -m page', committed],
      ['git push origin main', pushed],
      ['git add -A && git commit -m page', committed],
      ['git push origin main', pushed],
    );
    expect(published(report).every((state) => state === 'confirmed')).toBe(true);
  });

  it.each([
    'push it',
    'sync with github',
    'commit everything and push',
    'sube todo a github',
    '推送到 github',
  ])('is out, though a human ordered: %s', async (words) => {
    const report = await reportAfter(words, [
      ['git add -A && git commit -m page', committed],
      ['git push origin main', pushed],
    ]);
    expect([report.verdict.value, report.disclosure.value]).toEqual(['exposed', 'escalate']);
    expect(report.findings.find(({ queryId }) => queryId === 'private_files_published')?.level).toBe('high');
  });

  it('is the work alone where a human ordered a push of it', async () => {
    const report = await reportAfter('commit everything and push', [
      ['git add -A && git commit -m page', '[main 461fc77] page\n create mode 100644 src/a.ts'],
      ['git push origin main', pushed],
    ]);
    expect(['exposed', 'escalate']).not.toContain(report.verdict.value);
  });

  it('is nothing where the commit holds what projects hold', async () => {
    const report = await reportOf(
      ['git add -A && git commit -m page', '[main 461fc77] page\n create mode 100644 src/a.ts'],
      ['git push origin main', pushed],
    );
    expect([published(report), report.rotations]).toEqual([[], []]);
  });
});
