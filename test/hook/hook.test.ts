import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { runHook } from '../../src/cli/run-hook.ts';
import { builtInPolicy } from '../../src/hook/built-in-policy.ts';
import { checkDecisionLogText } from '../../src/hook/decision-log.ts';
import { parseHookPolicy } from '../../src/hook/parse-policy.ts';
import { type AskedCall, hookAnswerTo as answer, bash, hookInput, project } from '../support/ask-hook.ts';
import { runCli } from '../support/run-cli.ts';

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('lets only sanctioned hosts be reached where some are named', async () => {
  const argv = ['--allow-host', 'example.com'];
  const decision = async (asked: AskedCall) => (await answer(hookInput(asked), argv)).decision;
  expect(await decision(bash('curl https://api.example.com/x'))).toBe('none');
  expect(await decision(bash('curl http://localhost:3000'))).toBe('none');
  expect(await decision(bash('curl https://example.com.evil.test/x'))).toBe('deny');
  expect(await decision({ tool: 'WebFetch', input: { url: 'https://evil.test', prompt: 'x' } })).toBe('deny');
});

it('takes a policy file instead, and refuses one that means less than it says', async () => {
  const folder = scratch();
  const policy = (value: unknown) => {
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(value));
    return ['--policy', join(folder, 'policy.json')];
  };
  const rule = { id: 'no-deletes', decision: 'ask', reason: 'deletes', effect: { actions: ['delete'] } };
  expect((await answer(hookInput(bash('rm a')), policy({ rules: [rule] }))).decision).toBe('ask');
  expect((await answer(hookInput(bash('ls')), policy({ rules: [rule] }))).decision).toBe('none');
  for (const wrong of [
    { rules: [{ ...rule, efect: {} }] },
    { rules: [{ ...rule, effect: {} }] },
    { rules: [{ ...rule, effect: { actions: ['remove'] } }] },
    { rules: [{ ...rule, decision: 'allow' }] },
    { rules: [{ ...rule, effect: { places: ['home'] } }] },
    { rules: [{ ...rule, effect: { actions: ['delete'], atMost: 'never' } }] },
    { rulez: [] },
    { onFailure: 'maybe' },
    { onUnknownCode: 'allow' },
    [],
  ]) {
    const { decision, reason } = await answer(hookInput(bash('ls')), policy(wrong));
    expect([decision, reason]).toEqual(['deny', expect.stringContaining('policy')]);
  }
  expect((await answer(hookInput(bash('ls')), ['--policy', join(folder, 'none.json')])).decision).toBe(
    'deny',
  );
  expect(parseHookPolicy(JSON.stringify(builtInPolicy))).toEqual(builtInPolicy);
});

const malformed: readonly string[] = [
  '',
  'null',
  '"PreToolUse"',
  '{',
  '[1,2]',
  hookInput(bash('ls')).replace('PreToolUse', 'PostToolUse'),
  hookInput({ input: {} }),
  hookInput({ input: { command: ['rm', '-rf'] } }),
  hookInput({ input: { command: '' } }),
  hookInput({ tool: '', input: { command: 'ls' } }),
  hookInput(bash('ls')).replace(`"cwd":"${project}"`, '"cwd":"."'),
  hookInput(bash('echo "unclosed')),
  hookInput(bash(`echo ${'$('.repeat(20_000)}`)),
  hookInput(bash(`${'true;'.repeat(20_000)} rm -rf ~`)),
  '['.repeat(100_000),
];

it('denies what it cannot judge, unless it may fail open', async () => {
  for (const stdin of malformed) {
    expect((await answer(stdin)).decision).toBe('deny');
    expect((await answer(stdin, ['--fail-open'])).decision).not.toBe('ask');
  }
  expect((await answer('{', ['--fail-open'])).decision).toBe('none');
});

it('never lets a known-bad call through, whatever surrounds it, and never breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200 }), async (noise) => {
      const quoted = noise.replaceAll("'", '').replaceAll('\\', '');
      expect((await answer(hookInput(bash(`echo '${quoted}'; rm -rf ~/Documents`)))).decision).toBe('deny');
      await answer(noise);
      await answer(hookInput(bash(noise)));
    }),
    { numRuns: 60 },
  );
});

it('answers alike as a program of its own, and ends with 2 where it cannot start', async () => {
  const cases = [hookInput(bash('rm -rf ~/Documents')), hookInput(bash('ls')), '{'];
  for (const stdin of cases) {
    const { stdout } = await runCli(['hook', '--home', '/home/dana'], { stdin });
    expect(await runCli(['--home', '/home/dana'], { stdin, program: runHook })).toEqual({
      code: 0,
      stdout,
      stderr: '',
    });
  }
  const wrong = await runCli(['--no-such-option'], { stdin: cases[1] ?? '', program: runHook });
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
});

it('says nothing that the agent could read as consent', async () => {
  for (const stdin of [hookInput(bash('ls')), ...malformed]) {
    const { stdout } = await runCli(['hook', '--home', '/home/dana'], { stdin });
    expect(stdout).not.toContain('"allow"');
  }
});

it('logs each decision in a chain that shows every change', async () => {
  const log = join(scratch(), 'state', 'decisions.ndjson');
  for (const command of ['ls', 'rm -rf ~/x', 'npm test'])
    await answer(hookInput(bash(command)), ['--log', log]);
  await answer('{', ['--log', log]);
  const text = readFileSync(log, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ decision }) => decision)).toEqual(['none', 'deny', 'none', 'deny']);
  expect(lines[1]).toMatchObject({
    sessionId: 's1',
    toolUseId: 'toolu_1',
    tool: 'Bash',
    rule: 'no-delete-outside-project',
  });
  expect(text).not.toContain('rm -rf');
  expect(checkDecisionLogText(readFileSync(log, 'utf8'))).toEqual([]);
  writeFileSync(log, text.replace('"decision":"deny"', '"decision":"none"'));
  expect(checkDecisionLogText(readFileSync(log, 'utf8'))).toEqual([
    'line 3 does not follow the line before it',
  ]);
  writeFileSync(log, text.split('\n').toSpliced(1, 1).join('\n'));
  expect(checkDecisionLogText(readFileSync(log, 'utf8'))).toEqual([
    'line 2 does not follow the line before it',
  ]);
  writeFileSync(log, text.slice(0, -5));
  expect(checkDecisionLogText(readFileSync(log, 'utf8'))).toEqual(['the last line is cut off']);
});

it('denies where the log cannot be written, and what would touch its own files', async () => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), '');
  expect((await answer(hookInput(bash('ls')), ['--log', join(folder, 'file', 'log')])).decision).toBe('deny');
  const log = join(folder, 'log.ndjson');
  expect((await answer(hookInput(bash(`echo '' > ${log}`)), ['--log', log])).reason).toContain('own-files');
});
