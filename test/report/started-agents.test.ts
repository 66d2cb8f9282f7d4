import { describe, expect, it } from 'vitest';
import { lines, prompt, type Row, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const folder = 'home/dana/.claude/projects/-home-dana-shop';
const other = '22222222-3333-4444-8555-666666666666';
const off = '--dangerously-skip-permissions';

/** @param second further transcripts, by file name */
async function reportOn(command: string, result: Row, second: Readonly<Record<string, string>> = {}) {
  const files = Object.entries(second).map(([name, text]) => [`${folder}/${name}`, text] as const);
  const { root, home } = evidenceImage({
    [`${folder}/${sessionId}.jsonl`]: lines(
      prompt(0, 'go on', { permissionMode: 'bypassPermissions' }),
      toolUse(1, 't1', { command }),
      result,
    ),
    'home/dana/shop/README.md': 'A shop\n',
    ...Object.fromEntries(files),
  });
  const argv = ['report', '--root', root, '--home', home, '--output', '-', '--format', 'json'];
  return JSON.parse((await runCli(argv)).stdout);
}

const done = toolResult(30, 't1', 'done');
const nested = lines(
  prompt(5, 'fix it', { permissionMode: 'bypassPermissions', sessionId: other }),
  toolUse(6, 't2', { command: 'npm test' }, { sessionId: other }),
  toolResult(7, 't2', 'ok', { sessionId: other }),
);

describe('another agent that a call starts with prompts off', () => {
  it.each([
    `claude -p "fix it" ${off}`,
    `nohup claude ${off} -p x > out.log 2>&1 &`,
    `tmux new -d -s w "claude ${off}"`,
    `npx -y @anthropic-ai/claude-code@latest -p x --permission-mode bypassPermissions`,
    'codex exec --dangerously-bypass-approvals-and-sandbox x',
    'gemini --yolo -p x',
    `ssh build1 "claude ${off} -p deploy"`,
    `python3 -c "import subprocess; subprocess.run(['claude', '-p', 'x', '${off}'])"`,
  ])('leaves open what left the machine where its session is not there: %s', async (command) => {
    const { disclosure, gaps } = await reportOn(command, done);
    expect(disclosure.value).toBe('undetermined');
    expect(gaps.map(({ reason }: Row) => reason).join('\n')).toMatch(/without permission prompts/);
  });

  it.each<[string, string, Row, Readonly<Record<string, string>>]>([
    ['its session is there', `claude -p "fix it" ${off}`, done, { [`${other}.jsonl`]: nested }],
    ['it asks', 'claude -p "explain" --permission-mode plan', done, {}],
    ['it only tells its version', 'claude --version && codex --help', done, {}],
    ['its name is only looked for', `grep -rn "claude ${off}" scripts`, done, {}],
    [
      'it is not installed',
      `claude -p x ${off}`,
      toolResult(30, 't1', 'bash: claude: command not found', { isError: true }),
      {},
    ],
  ])('leaves nothing open where %s', async (_, command, result, second) => {
    const { disclosure, gaps } = await reportOn(command, result, second);
    expect(disclosure.value).toBe('none');
    expect(gaps.map(({ reason }: Row) => reason).join('\n')).not.toMatch(/without permission prompts/);
  });
});
