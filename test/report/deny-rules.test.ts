import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

interface Told {
  readonly verdict: { readonly value: string };
  readonly findings: readonly {
    readonly queryId: string;
    readonly subject: string;
    readonly level: string;
    readonly count: number;
    readonly evidence: readonly { readonly path: string; readonly line?: number }[];
  }[];
}

interface Plot {
  /** Path below the image. */
  readonly file?: string;
  readonly list?: string;
  readonly rules?: readonly string[];
  readonly changedAt?: string;
  readonly commands?: readonly string[];
  readonly refused?: true;
}

const managed = 'etc/claude-code/managed-settings.json';

async function broken({
  file = managed,
  list = 'deny',
  rules = ['Bash(curl:*)'],
  changedAt = '2020-01-01T00:00:00Z',
  commands = ['curl -s https://registry.npmjs.org/left-pad'],
  refused,
}: Plot) {
  const refusal = 'Permission to use Bash with command curl has been denied.';
  const calls = commands.flatMap((command, index) => [
    toolUse(1 + index * 2, `toolu_${index}`, { command }),
    toolResult(
      2 + index * 2,
      `toolu_${index}`,
      refused ? refusal : 'ok',
      refused ? { isError: true, toolUseResult: `Error: ${refusal}` } : {},
    ),
  ]);
  const { root, home } = evidenceImage({
    [`home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`]: lines(
      prompt(0, 'go on', { permissionMode: 'bypassPermissions' }),
      ...calls,
    ),
    'home/dana/shop/README.md': 'A shop\n',
    [file]: JSON.stringify({ permissions: { [list]: rules } }, undefined, 2),
  });
  const at = new Date(changedAt);
  utimesSync(join(root, file), at, at);
  const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
  const { findings } = JSON.parse((await runCli(argv)).stdout) as Told;
  return findings.filter(({ queryId }) => queryId === 'deny_rule_did_not_hold');
}

describe('a deny rule that stood when a call ran that it matches is a finding', () => {
  it.each([
    ['managed', managed],
    ['user', 'home/dana/.claude/settings.json'],
    ['project', 'home/dana/shop/.claude/settings.json'],
    ['local', 'home/dana/shop/.claude/settings.local.json'],
  ])('of %s settings', async (scope, file) => {
    const [finding, ...others] = await broken({ file });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: 'high', count: 1 });
    expect(finding?.subject).toContain(`against Bash(curl:*) of the ${scope} settings`);
    expect(finding?.evidence).toMatchObject([{ line: 2 }, { line: 4 }]);
  });

  it.each<[string, Plot]>([
    ['behind another command', { commands: ['cd /tmp && curl -s https://registry.npmjs.org/x'] }],
    ['for a file', { rules: ['Read(./.env)'], commands: ['cat .env'] }],
    ['for the whole tool', { rules: ['Bash'] }],
  ])('%s', async (_what, plot) => {
    expect(await broken(plot)).toHaveLength(1);
  });

  it('that is one for all calls of a session', async () => {
    const commands = ['curl -s https://registry.npmjs.org/a', 'curl -s https://registry.npmjs.org/b'];
    expect(await broken({ commands })).toMatchObject([{ count: 2 }]);
  });
});

describe('no finding is', () => {
  it.each<[string, Plot]>([
    ['a rule that was written after the session', { changedAt: '2099-01-01T00:00:00Z' }],
    ['a rule of another project', { file: 'home/dana/blog/.claude/settings.json' }],
    ['a rule that asks', { list: 'ask' }],
    ['a rule that allows', { list: 'allow' }],
    ['a call that was refused', { refused: true }],
    ['a call that another rule would match', { rules: ['Bash(wget:*)', 'WebFetch'] }],
    ['a command that only speaks of it', { commands: ['echo curl is forbidden here', 'grep -rn curl docs'] }],
    ['a rule that is none', { rules: ['Bash(curl', ''] }],
  ])('%s', async (_what, plot) => {
    expect(await broken(plot)).toEqual([]);
  });
});
