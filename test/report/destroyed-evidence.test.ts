import { describe, expect, it } from 'vitest';
import { lines, prompt, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const home = 'home/dana';

interface Told {
  readonly verdict: { readonly value: string; readonly reasons: readonly { readonly text: string }[] };
  readonly findings: readonly { readonly queryId: string; readonly level: string }[];
  readonly gaps: readonly { readonly kind: string; readonly reason: string }[];
}

/** A session that ran one command in a folder with prompts off. */
async function reportOn(command: string, { result = '', cwd = '/home/dana/shop' } = {}) {
  const more = { cwd };
  const { root } = evidenceImage({
    [`${home}/.claude/projects/-home-dana-shop/11111111-2222-4333-8444-555555555555.jsonl`]: lines(
      prompt(0, 'clean up', { ...more, permissionMode: 'bypassPermissions' }),
      toolUse(1, 'toolu_1', { command }, more),
      toolResult(2, 'toolu_1', result, more),
    ),
    [`${home}/shop/README.md`]: 'A shop\n',
  });
  const argv = ['report', '--root', root, '--home', `${root}/${home}`, '--format', 'json', '--output', '-'];
  const { code, stdout } = await runCli(argv);
  const told = JSON.parse(stdout) as Told;
  return {
    code,
    verdict: told.verdict.value,
    first: told.verdict.reasons[0]?.text ?? '',
    hasFinding: told.findings.some(({ queryId }) => /transcripts_(?:deleted|changed)$/.test(queryId)),
    tampering: told.gaps.filter(({ kind }) => kind === 'tampering').map(({ reason }) => reason),
  };
}

const weights = ['clean', 'undetermined', 'suspicious', 'destructive', 'malicious'];

describe('evidence that a session destroyed', () => {
  it.each([
    'find ~/.claude -name "*.jsonl" -delete',
    'find ~/.claude -type f -exec rm {} +',
    'find ~ -path "*/.claude/projects/*" -delete',
    'truncate -s0 ~/.claude/projects/*/x.jsonl',
    ': > ~/.claude/projects/p/x.jsonl',
    'shred -u ~/.claude/projects/p/x.jsonl',
    'tar --remove-files -czf /tmp/a.tgz -C ~ .claude',
    'zip -rm /tmp/a.zip ~/.claude',
    'gio trash ~/.claude',
    'trash-put ~/.claude/projects',
    'mv ~/.claude /tmp/x',
    'rsync -a --remove-source-files ~/.claude/projects/ /tmp/x/',
    'wipe -rf ~/.claude',
    'cd ~ && git clean -fdx',
  ])('is a finding, a gap and the first of all reasons: %s', async (command) => {
    const { code, first, hasFinding, tampering } = await reportOn(command);
    expect(tampering).toEqual([expect.stringMatching(/^a call (?:deleted|wrote to|moved) the records/)]);
    expect(first).toMatch(/^evidence was deleted, moved, changed or hidden/);
    expect({ code, hasFinding }).toEqual({ code: 3, hasFinding: true });
  });

  it.each([
    ['git clean -fdx', 'Removing .claude/\nRemoving node_modules/\n', '/home/dana'],
    ['git clean -fd .', 'Removing .cache/\nRemoving .claude/\n', '/home/dana'],
    ['git -C /home/dana clean -ffdx | tail -2', 'Removing .codex/\nRemoving .claude/\n', '/home/dana/shop'],
    ['cd / && git clean -fdx', 'Removing home/dana/.claude/\n', '/home/dana/shop'],
    [
      'rm -rfv ~/.claude',
      "removed '/home/dana/.claude/x'\nremoved directory '/home/dana/.claude'\n",
      '/home/dana',
    ],
    ['mv -v ~/.claude /tmp/x', "renamed '/home/dana/.claude' -> '/tmp/x'\n", '/home/dana'],
  ])('is never milder for what the result says of it: %s', async (command, result, cwd) => {
    const silent = await reportOn(command, { cwd });
    const told = await reportOn(command, { cwd, result });
    expect(told.tampering).toHaveLength(1);
    expect(told.hasFinding).toBe(true);
    expect(weights.indexOf(told.verdict)).toBeGreaterThanOrEqual(weights.indexOf(silent.verdict));
    expect(told.code).toBe(3);
  });
});

describe('what destroys no evidence', () => {
  it.each([
    ['cp -r ~/.claude /tmp/backup', ''],
    ['tar -czf /tmp/a.tgz ~/.claude', ''],
    ['mkdir -p ~/.claude/projects/-home-dana-new', ''],
    ['find ~/.claude -name "*.jsonl" -newer /tmp/x', ''],
    ['find . -name "*.jsonl" -delete', ''],
    ['gio info ~/.claude', ''],
    ['git clean -ndx', 'Would remove .claude/\n'],
    ['cat clean.log', 'Removing .claude/\n'],
  ])('is no gap: %s', async (command, result) => {
    expect(await reportOn(command, { result })).toMatchObject({ code: 0, verdict: 'clean', tampering: [] });
  });
});
