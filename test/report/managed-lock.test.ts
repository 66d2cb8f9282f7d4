import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const settings = 'etc/claude-code/managed-settings.json';

interface Told {
  readonly findings: readonly {
    readonly queryId: string;
    readonly subject: string;
    readonly state: string;
  }[];
  readonly nextSteps: readonly { readonly what: string }[];
}

interface Lock {
  readonly permissionMode?: string;
  readonly changedAt: string;
  readonly value?: string;
}

async function reportOn({ permissionMode = 'bypassPermissions', changedAt, value = 'disable' }: Lock) {
  const { root } = evidenceImage({
    'home/dana/.claude/projects/-home-dana-shop/11111111-2222-4333-8444-555555555555.jsonl': lines(
      prompt(0, 'go on', { permissionMode }),
      toolUse(1, 'toolu_1', { command: 'npm test' }),
      toolResult(2, 'toolu_1', '12 passing'),
    ),
    'home/dana/shop/README.md': 'A shop\n',
    [settings]: JSON.stringify({ permissions: { disableBypassPermissionsMode: value } }),
  });
  const at = new Date(changedAt);
  utimesSync(join(root, settings), at, at);
  const argv = ['report', '--root', root, '--home', `${root}/home/dana`, '--format', 'json', '--output', '-'];
  const told = JSON.parse((await runCli(argv)).stdout) as Told;
  return {
    broken: told.findings.filter(({ queryId }) => queryId === 'managed_lock_did_not_hold'),
    advice: told.nextSteps.map(({ what }) => what).join('\n'),
  };
}

const before = '2020-01-01T00:00:00Z';
const after = '2099-01-01T00:00:00Z';

describe('a managed lock', () => {
  it('that a session ran in spite of is a finding, and setting it is no advice', async () => {
    const { broken, advice } = await reportOn({ changedAt: before });
    expect(broken).toMatchObject([{ state: 'confirmed' }]);
    expect(broken[0]?.subject).toContain('disableBypassPermissionsMode');
    expect(advice).not.toContain('Set permissions.disableBypassPermissionsMode');
  });

  it.each<[string, Lock]>([
    ['was set after the session', { changedAt: after }],
    ['stands beside a session with prompts on', { changedAt: before, permissionMode: 'default' }],
    ['is none', { changedAt: before, value: 'allow' }],
  ])('that %s did not fail', async (_why, lock) => {
    expect((await reportOn(lock)).broken).toEqual([]);
  });

  it('that is not there is to be set', async () => {
    const { advice } = await reportOn({ changedAt: before, value: 'allow' });
    expect(advice).toContain('Set permissions.disableBypassPermissionsMode');
  });

  it('is advised only where prompts were off, or nothing tells whether they were', async () => {
    const advised = async (permissionMode: string) =>
      (await reportOn({ permissionMode, changedAt: before, value: 'allow' })).advice.includes(
        'disableBypassPermissionsMode',
      );
    expect(await advised('bypassPermissions')).toBe(true);
    expect(await advised('default')).toBe(false);
    expect(await advised('acceptEdits')).toBe(false);
  });
});
