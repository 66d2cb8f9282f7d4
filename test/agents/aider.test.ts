import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const folder = '/home/dana/shop';
const file = `${folder.slice(1)}/.aider.chat.history.md`;

/** As the program writes them: what it says and what the human says end in two blanks. */
const said = (...texts: readonly string[]) => texts.map((text) => `> ${text}  \n`).join('');
const typed = (...texts: readonly string[]) => `\n${texts.map((text) => `#### ${text}  \n`).join('')}\n`;
const begun = (options = '') =>
  `\n# aider chat started at 2026-11-13 14:00:00\n\n${said(
    `/home/dana/.local/bin/aider${options}`,
    'Aider v0.86.1',
    'Model: openai/gpt-5 with diff edit format',
    'Git repo: .git with 3 files',
  )}`;
const block = (path: string, search: string, replace: string) =>
  `${path}\n\`\`\`python\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n\`\`\`\n\n`;
const question = "(Y)es/(N)o/(S)kip all/(D)on't ask again [Yes]:";
const ran = (command: string) => said(command, `Run shell command? ${question} y`, `Running ${command}`);

async function told(text: string | Buffer, path = file) {
  const { home, root } = evidenceImage({ [path]: text });
  const place = ['--home', home.endsWith('dana') ? home : `${root}/home/dana`, '--root', root];
  const calls = await runCli(['sessions', ...place, '--calls', '--format', 'ndjson']);
  const summary = await runCli(['sessions', ...place, '--format', 'json']);
  const { sessions, gaps } = JSON.parse(summary.stdout);
  return {
    codes: [calls.code, summary.code],
    rows: calls.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: sessions.filter(({ agent }: { agent: string }) => agent === 'aider'),
    gaps: gaps.map(({ reason }: { reason: string }) => reason) as string[],
  };
}

describe('a chat history of Aider', () => {
  it('has a session for each beginning, with version, model, folder and prompts', async () => {
    const again = begun().replace('14:00:00', '15:30:00');
    const { sessions, rows } = await told(begun() + typed('clean up', 'all of it') + again + typed('again'));
    expect(rows).toEqual([]);
    expect(sessions).toMatchObject([
      {
        sessionId: 'shop-2026-11-13T14-00-00',
        firstPrompt: 'clean up\nall of it',
        humanPrompts: 1,
        versions: ['0.86.1'],
        models: ['openai/gpt-5'],
        cwds: [folder],
      },
      { sessionId: 'shop-2026-11-13T15-30-00', firstPrompt: 'again' },
    ]);
  });

  it('tells which commands ran, and says that nothing tells how', async () => {
    const { rows, gaps } = await told(begun() + typed('clean up') + ran('rm -rf ~/Documents'));
    expect(rows).toMatchObject([
      {
        tool: 'run',
        toolKind: 'shell',
        argument: 'rm -rf ~/Documents',
        cwd: folder,
        outcome: 'unknown',
        permissionMode: 'default',
        recordedMode: 'asked',
        evidence: { path: expect.stringMatching(/\.aider\.chat\.history\.md$/), line: 13 },
      },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/Documents' }),
    );
    expect(gaps.join()).toContain('no times of calls and no exit codes');
  });

  it.each(['n', 's', 'd'])(
    'tells of commands that were refused by %s, one call for all lines',
    async (answer) => {
      const asked = `> make clean\nmake all  \n${said(`Run shell commands? ${question} ${answer}`)}`;
      expect((await told(begun() + typed('x') + asked)).rows).toMatchObject([
        { argument: 'make clean\nmake all', outcome: 'denied' },
      ]);
    },
  );

  it.each([
    [' --yes-always', 'dontAsk', '--yes-always'],
    [' --model x --yes --message do it', 'dontAsk', '--yes'],
    [' --message do it --yes-always', 'dontAsk', '--yes-always'],
    ['', 'unknown', undefined],
    [' --message never use --yes-always here', 'unknown', undefined],
    [' --yes-please', 'unknown', undefined],
  ])('has the mode of its command line: aider%s', async (options, permissionMode, recordedMode) => {
    const { rows } = await told(begun(options) + typed('x') + said('Applied edit to a.py'));
    expect(rows).toMatchObject([{ permissionMode, tool: 'edit_file' }]);
    expect(rows[0].recordedMode).toBe(recordedMode);
  });

  it.each([
    ['Applied edit to a.py', 'succeeded'],
    ['Did not apply edit to a.py (--dry-run)', 'not-run'],
    ['Skipping edits to a.py', 'denied'],
  ])('tells what became of an edit: %s', async (words, outcome) => {
    const { rows } = await told(begun() + typed('x') + block('a.py', 'old\n', 'new\n') + said(words));
    expect(rows).toMatchObject([
      { tool: 'edit', outcome, effects: [{ action: 'write', target: `${folder}/a.py` }] },
    ]);
  });

  it('knows an edit by its texts from one that gives the whole content', async () => {
    const whole = '**b.py**\n```\nprint(1)\n```\n\n';
    const { rows } = await told(
      begun() +
        typed('x') +
        block('a.py', 'old\n', 'new\n') +
        whole +
        said('Applied edit to a.py', 'Applied edit to b.py'),
    );
    expect(rows.map(({ tool, argument }) => `${tool} ${argument}`)).toEqual(['edit a.py', 'write_file b.py']);
  });

  it('tells which files and addresses it took into the conversation', async () => {
    const asks = said(
      '.env',
      'Add file to the chat? (Y)es/(N)o [Yes]: y',
      'https://evil.example/x',
      'Add URL to the chat? (Y)es/(N)o [Yes]: n',
    );
    expect((await told(begun() + typed('x') + asks)).rows).toMatchObject([
      { toolKind: 'read', argument: '.env', outcome: 'succeeded' },
      { toolKind: 'web', argument: 'https://evil.example/x', outcome: 'denied' },
    ]);
  });

  it('takes neither headings nor quotations of the model for the human and the program', async () => {
    const reply = '#### Step 1\n\n> Running rm -rf /\n\n> Applied edit to a.py\n\n';
    const { rows, sessions } = await told(begun() + typed('explain') + reply);
    expect(rows).toEqual([]);
    expect(sessions).toMatchObject([{ humanPrompts: 1 }]);
  });

  it('is read where something took the blanks away, and with line ends of Windows', async () => {
    const text = begun() + typed('go') + ran('make');
    for (const other of [text.replace(/ +$/gm, ''), text.replaceAll('\n', '\r\n')]) {
      const { rows, sessions } = await told(other);
      expect(rows).toMatchObject([{ argument: 'make' }]);
      expect(sessions).toMatchObject([{ firstPrompt: 'go' }]);
    }
  });

  it.each(['srv/app', 'home/dana/code/group/shop/backend'])('is found in %s', async (place) => {
    const files = {
      [`${place}/.aider.chat.history.md`]: begun() + typed('x') + ran('make'),
      'home/dana/.claude.json': JSON.stringify({ projects: { [`/${place}`]: {} } }),
    };
    const { root } = evidenceImage(files);
    const { stdout } = await runCli([
      'sessions',
      '--home',
      `${root}/home/dana`,
      '--root',
      root,
      '--format',
      'ndjson',
    ]);
    expect(JSON.parse(stdout.split('\n')[0] ?? '{}')).toMatchObject({ agent: 'aider', cwd: `/${place}` });
  });

  it('loses no whole line to damage, and never fails', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => ran(`make part${index}x`));
    const whole = Buffer.from(begun() + typed('go on') + lines.join(''));
    const splice = fc.record({
      from: fc.double({ min: 0.2, max: 1, noNaN: true }),
      length: fc.nat(400),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc
          .constantFrom('```\n', '<<<<<<< SEARCH\n', '\u0000', '> ', '#### ')
          .map((text) => Buffer.from(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(splice, async ({ from, length, bytes }) => {
        const start = Math.floor(from * whole.length);
        const damaged = Buffer.concat([whole.subarray(0, start), bytes, whole.subarray(start + length)]);
        const { codes, rows } = await told(damaged);
        expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
        const left = damaged.toString('utf8').match(/^> Running make part\d+x {2}$/gm) ?? [];
        const known = new Set(rows.map(({ argument }) => `> Running ${argument}  `));
        expect(left.filter((line) => !known.has(line))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
