import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import {
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const denied = { isError: true, toolUseResult: { stdout: 'x', stderr: '', interrupted: false } };
const old = { version: '2.0.67' };
const flag = '--dangerously-skip-permissions';

describe('what the report says of sessions', () => {
  it('names a call that was refused and ran', async () => {
    const refusal = 'Permission to use Bash with command make has been denied.';
    const home = homeWith({
      [mainFile]: lines(
        toolUse(1, 'toolu_1', { command: 'make' }),
        toolResult(2, 'toolu_1', refusal, denied),
        toolUse(3, 'toolu_2', { command: 'make' }),
        toolResult(4, 'toolu_2', refusal, { isError: true }),
      ),
    });
    const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
    const { findings } = JSON.parse(stdout);
    expect(findings.filter(({ queryId }: Row) => queryId === 'denied_call_ran')).toMatchObject([
      { level: 'high', count: 1, evidence: [{ path: `.claude/${mainFile}`, line: 1 }] },
    ]);
  });

  it('keeps apart what is recorded and how sessions may have been started', async () => {
    const cwd = '/home/runner/work/shop/shop';
    const session = (id: string, more: Row) =>
      lines(
        prompt(0, 'build it', { ...old, ...more }),
        toolUse(1, id, { command: 'make' }, { ...old, ...more }),
        toolResult(2, id, 'ok', { ...old, ...more }),
      );
    const { root, home } = evidenceImage({
      'home/dana/.claude/projects/p/s.jsonl': session('toolu_1', { cwd }),
      'home/dana/.claude/projects/p/t.jsonl': session('toolu_2', { sessionId: 'by-hand' }),
      'home/dana/shop/.github/workflows/agent.yml': `on: push\njobs:\n  a:\n    steps:\n      - run: claude -p ${flag} x\n`,
      'home/dana/.zshrc': `alias claude="claude ${flag}"\n`,
    });
    const { stdout } = await runCli(['report', '--root', root, '--home', home, '--output', '-']);
    expect(stdout).toContain('| launch-configuration |');
    expect(stdout).toContain('are inferred, not recorded');
    expect(stdout).toContain('permission prompts off (inferred from the jobs that start sessions)');
    expect(stdout).toContain('0 with permission prompts off for a time, 1 as their jobs say');
    expect(stdout).toMatch(/`by-hand` \| possibly \| shell-profile: skip-permissions-flag \| `~\/\.zshrc:1`/);
    expect(stdout).toContain(`\`${sessionId}\` | every job | ci-job: skip-permissions-flag`);
  });

  it('estimates what tokens cost only where it is asked to', async () => {
    const usage = { input_tokens: 1_000_000, output_tokens: 1 };
    const message = { id: 'msg_1', role: 'assistant', model: 'claude-opus-4-6', usage, content: [] };
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), { ...toolUse(1, 'x', {}), message }) });
    const run = (...options: string[]) => runCli(['report', '--home', home, '--output', '-', ...options]);
    expect((await run('--cost')).stdout).toContain('Together about $5.00 at list prices of 2026-11-10');
    expect((await run('--cost')).stdout).toMatch(/\| Estimate \|\n.*\n.*\| \$5\.00 \|/);
    const without = (await run()).stdout;
    expect(without).toContain('Transcripts hold no prices; compare with');
    expect(without).not.toContain('Estimate');
  });

  it('leaves a question open that reaches further back than transcripts are kept', async () => {
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a')) });
    const settings = { now: '2026-10-02T00:00:00Z', homeDirectory: home };
    const { code, stdout } = await runCli(['report', '--since', '2026-08-01', '--output', '-'], settings);
    expect(code).toBe(3);
    expect(stdout).toContain('Verdict: undetermined. Disclosure: undetermined');
    expect(stdout).toContain('what ran before 2026-09-02 is not known');
    expect(stdout).toContain('provider or network records of the time before the evidence begins');
  });
});
