import { describe, expect, it } from 'vitest';
import { lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

interface Report {
  readonly findings: readonly Told[];
  readonly gaps: readonly { readonly kind: string; readonly reason: string }[];
}

interface Told {
  readonly queryId: string;
  readonly level: string;
  readonly context: readonly string[];
}

const main = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;

/** The finding of a query after commands that all ran, one after the other. */
async function findingAfter(queryId: string, commands: readonly string[]): Promise<Told | undefined> {
  const calls = commands.flatMap((command, index) => {
    const id = `toolu_${index}`;
    return [toolUse(10 * index + 1, id, { command }), toolResult(10 * index + 2, id, '')];
  });
  const { root, home } = evidenceImage({ [main]: lines(prompt(0, 'tidy up'), ...calls) });
  const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
  const { findings } = JSON.parse((await runCli(argv)).stdout) as { readonly findings: readonly Told[] };
  return findings.find((finding) => finding.queryId === queryId);
}

const deleted = 'recursive_delete_outside_repository';
const expired = 'git_recovery_destroyed';
const expire = 'cd ~/shop && git reflog expire --expire=now --all';
const records = 'transcripts_deleted';

describe('what a session had copied before it took it away', () => {
  it.each([
    ['a folder', deleted, 'medium', '/srv/keep', ['cp -a /srv/site /srv/keep', 'rm -rf /srv/site']],
    [
      'a part of it',
      deleted,
      'medium',
      '/srv/keep',
      ['rsync -a /srv/site /srv/keep', 'rm -rf /srv/site/old'],
    ],
    ['an archive', deleted, 'medium', '/srv/s.tgz', ['tar czf /srv/s.tgz /srv/site', 'rm -rf /srv/site']],
    [
      'a dated copy',
      deleted,
      'medium',
      '/srv/k-',
      ['cp -a /srv/site /srv/k-$(date +%F)', 'rm -rf /srv/site'],
    ],
    ['in one line', deleted, 'medium', '/srv/keep', ['cp -a /srv/site /srv/keep && rm -rf /srv/site']],
    ['the repository', expired, 'high', '/srv/shop.tgz', ['tar czf /srv/shop.tgz ~/shop', expire]],
    ['a bundle', expired, 'high', '/srv/b', ['cd ~/shop && git bundle create /srv/b --all', expire]],
    ['a mirror', expired, 'high', '/srv/m', ['git clone --mirror ~/shop /srv/m', expire]],
    [
      'records',
      records,
      'high',
      '/srv/r',
      ['cp -a ~/.claude/projects /srv/r', 'rm -rf ~/.claude/projects/-home-dana-old'],
    ],
  ])('weighs one level less: %s', async (_name, queryId, level, copy, commands) => {
    const finding = await findingAfter(queryId, commands);
    expect(finding?.level).toBe(level);
    expect(finding?.context.join()).toContain(`: ${copy}`);
  });

  it.each([
    ['another folder', deleted, 'high', ['cp -a /srv/mail /srv/keep', 'rm -rf /srv/site']],
    ['a part, and all is taken', deleted, 'high', ['cp -a /srv/site/a /srv/keep', 'rm -rf /srv/site']],
    ['a copy that is gone', deleted, 'high', ['cp -a /srv/site /srv/k', 'rm -rf /srv/k', 'rm -rf /srv/site']],
    ['a copy that goes with it', deleted, 'high', ['cp -a /srv/site /srv/site/k', 'rm -rf /srv/site']],
    ['a copy in a scratch folder', deleted, 'high', ['cp -a /srv/site /tmp/k', 'rm -rf /srv/site']],
    [
      'an older state',
      deleted,
      'high',
      ['cp -a /srv/site /srv/keep', 'echo 1 > /srv/site/a.txt', 'rm -rf /srv/site'],
    ],
    ['one branch', expired, 'critical', ['cd ~/shop && git bundle create /srv/b main', expire]],
    ['no copy', records, 'critical', ['rm -rf ~/.claude/projects/-home-dana-old']],
  ])('weighs all of it: %s', async (_name, queryId, level, commands) => {
    expect((await findingAfter(queryId, commands))?.level).toBe(level);
  });
});

const old = '/home/dana/.claude/projects/-home-dana-old/0a5c9e71-33bd-4d2a-b0f6-7e18d29c4a60.jsonl';

/** The report on transcripts that calls with results touched, tool by tool. */
async function reportAfter(
  calls: readonly (readonly [string, Record<string, unknown>, string])[],
): Promise<Report> {
  const records = calls.flatMap(([tool, input, result], index) => {
    const id = `toolu_${index}`;
    return [toolUse(10 * index + 1, id, input, { tool }), toolResult(10 * index + 2, id, result)];
  });
  const { root, home } = evidenceImage({ [main]: lines(prompt(0, 'tidy up'), ...records) });
  const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
  return JSON.parse((await runCli(argv)).stdout) as Report;
}

const removal = ['Bash', { command: `rm ${old}` }, ''] as const;
const content = '{"type":"user","message":{"content":"hi"}}';

describe('records that were shown as a whole before they were deleted', () => {
  it.each([
    ['printed', [['Bash', { command: `cat ${old}` }, content], removal]],
    ['read', [['Read', { file_path: old }, `     1\t${content}`], removal]],
  ] as const)('weigh one level less, and are missing: %s', async (_name, calls) => {
    const { findings, gaps } = await reportAfter(calls);
    const finding = findings.find(({ queryId }) => queryId === records);
    expect(finding?.level).toBe('high');
    expect(finding?.context.join()).toContain('A call before had shown all of it');
    expect(
      gaps.filter(({ reason }) => reason.includes('deleted the records')).map(({ kind }) => kind),
    ).toEqual(['missing']);
  });

  it.each([
    ['not shown', [removal]],
    ['shown in part', [['Bash', { command: `head -5 ${old}` }, content], removal]],
    ['read in part', [['Read', { file_path: old, limit: 5 }, content], removal]],
    ['cut', [['Bash', { command: `cat ${old}` }, 'x'.repeat(40_000)], removal]],
    ['shown without a result', [['Bash', { command: `cat ${old}` }, ''], removal]],
    [
      'changed since',
      [['Bash', { command: `cat ${old}` }, content], ['Bash', { command: `echo x >> ${old}` }, ''], removal],
    ],
    ['of another file', [['Bash', { command: `cat ${old}.bak` }, content], removal]],
    [
      'with others',
      [
        ['Bash', { command: `cat ${old}` }, content],
        ['Bash', { command: 'rm -rf ~/.claude/projects/-home-dana-old' }, ''],
      ],
    ],
  ] as const)('weigh all: %s', async (_name, calls) => {
    const { findings, gaps } = await reportAfter(calls);
    expect(findings.find(({ queryId }) => queryId === records)?.level).toBe('critical');
    expect(gaps.map(({ kind }) => kind)).toContain('tampering');
  });
});
