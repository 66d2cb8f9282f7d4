import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import type { CaseReport } from '../../src/assess/case-report.ts';
import { homeWith, lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const fixtures = [
  'unattended-refactor',
  'injected-page',
  'forced-push',
  'home-cleanup',
  'missing-records',
  'ci-release',
  'benign-bugfix',
];

function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-document-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function reportsOf(options: readonly string[]): Promise<{ markdown: string; json: CaseReport }> {
  const markdown = await runCli(['report', ...options, '--format', 'markdown', '--output', '-']);
  const json = await runCli(['report', ...options, '--format', 'json', '--output', '-']);
  return { markdown: markdown.stdout, json: JSON.parse(json.stdout) };
}

/** Deeds of one session, each behind words of its own and hours after the one before. */
function sessionOf(number: number, count: number): Record<string, string> {
  const id = `7c1f6a52-3d7e-4b61-9a58-${String(number).padStart(12, '0')}`;
  const turns = Array.from({ length: count }, (_, turn) => {
    const at = number * 10_000 + turn * 100;
    const target = `/home/dana/important work of ${number}/archive ${turn} ${'of long names '.repeat(6)}`;
    return [
      prompt(at, `have a look at part ${turn} of ${number} ${'and describe it at length '.repeat(8)}`),
      toolUse(at + 1, `toolu_${number}_${turn}`, {
        command: `rm -rf "${target}" && git push --force origin main`,
      }),
      toolResult(at + 2, `toolu_${number}_${turn}`, '+ 1234567...89abcde main -> main (forced update)'),
    ];
  });
  const text = lines(...turns.flat()).replaceAll(sessionId, id);
  return { [`projects/-home-dana-shop/${id}.jsonl`]: text };
}

function manyIncidents(sessions: number): string {
  const files = Array.from({ length: sessions }, (_, number) => sessionOf(number + 1, 4));
  return homeWith(Object.assign({}, ...files));
}

/** Lines as they stand in a window of that many columns. */
function screenLines(text: string, columns: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / columns)), 0);
}

function upTo(markdown: string, heading: RegExp): string {
  const at = markdown.search(heading);
  return at < 0 ? markdown : markdown.slice(0, at);
}

const behindFirstScreen = /^## (?!Verdict|What to do now)/m;
const firstAppendix = /^## (?:All reasons|Scope)/m;

describe('the report that people read', () => {
  it.each(fixtures)('has a first screen: %s', async (name) => {
    const { home, root } = buildCase(name, scratch());
    const { markdown } = await reportsOf(['--home', home, '--root', root]);
    expect(screenLines(upTo(markdown, behindFirstScreen), 100)).toBeLessThanOrEqual(40);
  });

  it('has a first screen and a bounded main part, whatever the home', async () => {
    const { markdown, json } = await reportsOf(['--home', manyIncidents(30)]);
    expect(json.incidents.length).toBeGreaterThan(100);
    expect(screenLines(upTo(markdown, behindFirstScreen), 100)).toBeLessThanOrEqual(40);
    expect(upTo(markdown, firstAppendix).split('\n').length).toBeLessThanOrEqual(300);
  });

  it('tells every incident, the later ones in a line', async () => {
    const { markdown, json } = await reportsOf(['--home', manyIncidents(8)]);
    expect(json.incidents.length).toBeGreaterThan(20);
    for (const { id } of json.incidents)
      expect(markdown).toMatch(new RegExp(`^(?:### ${id},|- \\*\\*${id}\\*\\*,)`, 'm'));
  });

  it('says the numbers of the data', async () => {
    const { home, root } = buildCase('unattended-refactor', scratch());
    const { markdown, json } = await reportsOf(['--home', home, '--root', root]);
    const windows = json.sessions.flatMap(({ bypassWindows }) => bypassWindows);
    const off = windows.reduce((sum, { calls }) => sum + calls, 0);
    expect(markdown).toContain(`${off} of ${json.activity.calls} calls in `);
    expect(markdown).toContain(`**Not known**: ${json.gaps.length} gap`);
    for (const { id } of json.incidents)
      expect(upTo(markdown, behindFirstScreen)).toMatch(new RegExp(`\\b${id}\\b`));
  });

  it.each(['benign-bugfix', 'unattended-refactor', 'missing-records'])(
    'tells every reason whole: %s',
    async (name) => {
      const { home, root } = buildCase(name, scratch());
      const { markdown, json } = await reportsOf(['--home', home, '--root', root]);
      const told = new Set(json.incidents.flatMap(({ findings }) => findings.map(({ title }) => title)));
      for (const { text, queryIds } of json.verdict.reasons) {
        const title = text.replace(/^(?:attempted|possibly): |, at a human’s request$/g, '');
        expect(queryIds !== undefined && told.has(title) ? title : text).toSatisfy((words: string) =>
          markdown.includes(words),
        );
      }
    },
  );

  it('cites exhibits, and lists each under its path', async () => {
    const { home, root } = buildCase('unattended-refactor', scratch());
    const { markdown } = await reportsOf(['--home', home, '--root', root]);
    const cited = new Set([...markdown.matchAll(/`(E\d+)[:#`]/g)].map((match) => match[1]));
    const listed = [...markdown.matchAll(/^\| (E\d+) \| `([^`]+)` \|/gm)];
    expect(cited.size).toBeGreaterThan(2);
    expect(new Set(listed.map((match) => match[1]))).toEqual(
      new Set([...cited, ...listed.map((match) => match[1])]),
    );
    for (const [, , path = ''] of listed.filter(([, , listedPath = '']) => listedPath.endsWith('.jsonl')))
      expect(markdown.split(path).length - 1, path).toBe(1);
  });

  it('opens an exhibit with the document of the report', async () => {
    const folder = scratch();
    const { home, root } = buildCase('injected-page', folder);
    const evidence = ['--home', home, '--root', root];
    const { json, markdown } = await reportsOf(evidence);
    const from = join(folder, 'report.json');
    writeFileSync(from, JSON.stringify(json));
    const [, id = '', line = ''] = /`(E\d+):(\d+)`/.exec(markdown) ?? [];
    const shown = await runCli(['show', `${id}:${line}`, ...evidence, '--from', from]);
    expect(shown.stdout).toContain('telemetry-cdn.example');
    const without = await runCli(['show', `${id}:${line}`, ...evidence]);
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('--from <file>');
    const unknown = await runCli(['show', 'E999:1', ...evidence, '--from', from]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no exhibit E999');
  });
});

describe('the head of the report', () => {
  const deletes = lines(
    prompt(0, 'make room'),
    toolUse(1, 'toolu_1', { command: 'rm -rf ~/Documents' }),
    toolResult(2, 'toolu_1', ''),
  );
  const told = async (files: Readonly<Record<string, string>>, now: string) => {
    const { root, home } = evidenceImage({
      [`home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`]: deletes,
      ...files,
    });
    const argv = ['report', '--root', root, '--home', home, '--format', 'markdown', '--output', '-'];
    return (await runCli(argv, { now })).stdout;
  };

  it('names the machine, the day of the report and how long after it is', async () => {
    const soon = await told({ 'etc/hostname': 'web1\n' }, '2026-10-01T20:00:00.000Z');
    expect(soon).toMatch(/^- \*\*Who and where\*\*: host `web1`, `\/home\/dana`/m);
    expect(soon).toMatch(/^- \*\*When\*\*: .* UTC; report of 2026-10-01$/m);
    expect(soon).toContain('Image the disk');
    const days = await told({}, '2026-10-20T20:00:00.000Z');
    expect(days).toMatch(/^- \*\*Who and where\*\*: host not in the evidence, `/m);
    expect(days).toMatch(/; report of 2026-10-20, 19 days later$/m);
  });

  it('asks for no image of a disk that was written to for months', async () => {
    const late = await told({}, '2027-11-20T20:00:00.000Z');
    expect(late).toMatch(/; report of 2027-11-20, 13 months later$/m);
    expect(late).not.toContain('Image the disk');
    expect(late).toContain('Copy the home with its time stamps: after so long');
  });
});
