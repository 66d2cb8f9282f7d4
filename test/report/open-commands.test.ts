import { describe, expect, it } from 'vitest';
import { callsOf, lines, prompt, type Row, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const file = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;

/** A session with prompts off that runs these commands, each with its result. */
function homeOf(commands: readonly string[], mode = 'bypassPermissions', more: Row = {}) {
  const calls = commands.flatMap((command, index) => [
    toolUse(index * 2 + 1, `t${index}`, { command }),
    toolResult(index * 2 + 2, `t${index}`, 'done', more),
  ]);
  return evidenceImage({
    [file]: lines(prompt(0, 'Release it', { permissionMode: mode }), ...calls),
    'home/dana/shop/a.txt': 'a',
    'home/dana/.claude/settings.json': '{"cleanupPeriodDays": 3650}',
  });
}

async function reportOn(commands: readonly string[], mode?: string, more?: Row) {
  const { root, home } = homeOf(commands, mode, more);
  const argv = ['report', '--root', root, '--home', home, '--output', '-', '--format'];
  const run = await runCli([...argv, 'json']);
  const document = JSON.parse(run.stdout);
  return { document, code: run.code, markdown: (await runCli([...argv, 'markdown'])).stdout };
}

const told = ', which program runs is decided by a value that the line does not tell';
const gap = (whose: string, off: string, words: string) => `what ${whose} did${off} is not known: ${words}`;

describe('a command that leaves open what it did', () => {
  it.each([
    ['eval "$CMD"', `"$CMD"${told}`],
    ['"$TOOL" --all', `"$TOOL"${told}`],
    [
      'bash -c "$1"',
      '"bash: $1", what a shell or interpreter runs is decided by a value that the line does not tell',
    ],
    ['python3 -c "$CODE"', expect.stringContaining('python3')],
    ['case x in', expect.stringContaining('it does not parse as the shell that was named')],
  ])('is a gap, and the case stays open: %s', async (command, words) => {
    const { document, code, markdown } = await reportOn(['ls', command]);
    expect(document.verdict.value).toBe('undetermined');
    expect(document.disclosure.value).toBe('undetermined');
    const off = ', with permission prompts off,';
    const reason = typeof words === 'string' ? gap('the command of a call', off, words) : words;
    expect(document.gaps).toMatchObject([{ kind: 'unsupported', reason, evidence: { line: 4 } }]);
    expect(code).toBe(3);
    expect(markdown).not.toContain('the case can be closed');
  });

  it('is counted for a session, with those that ran with prompts off', async () => {
    const all = await reportOn(['eval "$A"', 'ls', 'eval "$B"']);
    const off = ', all with permission prompts off,';
    expect(all.document.gaps.map(({ reason }: Row) => reason)).toEqual([
      gap('the commands of 2 calls', off, `"$A"${told}`),
    ]);
    const asked = await reportOn(['eval "$A"'], 'default');
    expect(asked.document.gaps.map(({ reason }: Row) => reason)).toEqual([
      gap('the command of a call', '', `"$A"${told}`),
    ]);
  });

  it('stands with its call in the stream of calls, which says so', async () => {
    const { home } = homeOf(['ls', 'eval "$CMD"']);
    const { rows, code, stderr } = await callsOf(home);
    expect(rows.map(({ problems }) => problems)).toEqual([
      undefined,
      [{ kind: 'program-not-told', what: '$CMD' }],
    ]);
    expect(stderr).toContain('what the command of a call did, with permission prompts off, is not known');
    expect(code).toBe(3);
  });

  it.each<[string, string, Row]>([
    ['that was denied', 'eval "$CMD"', { isError: true, toolDenialKind: 'user-rejected' }],
    ['that the shell refused', 'case x in', { isError: true }],
    ['whose value it tells', 'CMD="ls -la"; eval "$CMD"', {}],
    ['of a program whose folder alone is not known', '"$BIN/check" a', {}],
    ['that sets up the shell', 'eval "$(ssh-agent -s)"', {}],
  ])('is not one %s', async (_name, command, more) => {
    const { document, code } = await reportOn([command], undefined, more);
    expect(document.gaps).toEqual([]);
    expect(document.verdict.value).toBe('clean');
    expect(code).toBe(0);
  });
});

describe('a command that runs what the evidence does not hold', () => {
  it.each([['python3 x.py'], ['./deploy.sh'], ['make all'], ['npm run build'], ['frobnicate --all']])(
    'is counted beside the verdict, and no alarm: %s',
    async (command) => {
      const { document, code, markdown } = await reportOn(['ls', command]);
      const text =
        '1 call ran scripts or programs whose text is not among the evidence, all with permission prompts off: of what these did, only their names tell';
      expect(document.verdict.value).toBe('clean');
      expect(document.verdict.reasons.map((reason: Row) => reason['text'])).toContain(text);
      expect(document.coverage.unreadCommands).toMatchObject({ calls: 1, promptsOff: 1 });
      expect(markdown).toContain(text);
      expect(code).toBe(0);
    },
  );

  it('is none where the session wrote the script itself', async () => {
    const { document } = await reportOn(["printf 'ls\\n' > x.sh && bash x.sh", 'ls']);
    expect(document.coverage.unreadCommands).toEqual({ calls: 0, promptsOff: 0 });
    expect(document.verdict.value).toBe('clean');
  });
});
