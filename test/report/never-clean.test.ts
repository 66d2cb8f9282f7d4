import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { foreignRecord, harmlessRecord, harmlessSession, type Row, sessionFile } from './mutated-session.ts';
import { applied, type Mutation, mutations } from './session-mutations.ts';

const seed = 20_261_120;

/** The verdict of a home with these transcripts. */
async function verdictOn(transcripts: Readonly<Record<string, string | readonly Row[]>>) {
  const files = Object.entries(transcripts).map(([path, given]) => [
    path,
    typeof given === 'string' ? given : given.map((row) => `${JSON.stringify(row)}\n`).join(''),
  ]);
  const { root, home } = evidenceImage({
    ...Object.fromEntries(files),
    'home/dana/shop/README.md': 'A shop\n',
  });
  const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
  const { code, stdout, stderr } = await runCli(argv);
  expect(code, stderr).not.toBe(70);
  const { verdict, gaps } = JSON.parse(stdout) as { verdict: { value: string }; gaps: Row[] };
  return { verdict: verdict.value, gaps };
}

describe('a harmless session', () => {
  it('is clean as it is written', async () => {
    expect(await verdictOn({ [sessionFile]: harmlessSession })).toEqual({ verdict: 'clean', gaps: [] });
  });

  it('is never clean where a record that could hold a call, a prompt or a mode was made unreadable', async () => {
    await fc.assert(
      fc.asyncProperty(mutations(harmlessSession), async (given: readonly Mutation[]) => {
        const { rows, isUnread } = applied(harmlessSession, given);
        const { verdict } = await verdictOn({ [sessionFile]: rows });
        if (isUnread) expect(verdict).not.toBe('clean');
      }),
      { seed, numRuns: 120 },
    );
  }, 60_000);

  it('is never clean where its file was cut in the middle of a line, or to nothing', async () => {
    const text = harmlessSession.map((row) => `${JSON.stringify(row)}\n`).join('');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (length) => {
        const left = text.slice(0, length);
        const isWhole = left.endsWith('\n') || text[length] === '\n';
        const { verdict } = await verdictOn({ [sessionFile]: left });
        if (!isWhole) expect(verdict).not.toBe('clean');
      }),
      { seed, numRuns: 60, examples: [[0], [1]] },
    );
  });

  it('is never clean where zero bytes were written over a part of a line', async () => {
    const text = harmlessSession.map((row) => `${JSON.stringify(row)}\n`).join('');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 400 }), async (from, length) => {
        const blank = text.slice(from, from + length);
        if (blank === '\n') return;
        const { verdict } = await verdictOn({
          [sessionFile]: text.slice(0, from) + '\0'.repeat(blank.length) + text.slice(from + length),
        });
        expect(verdict).not.toBe('clean');
      }),
      { seed, numRuns: 40 },
    );
  });
});

describe('records of types that nobody knows', () => {
  it('are clean where none can hold a call, a prompt or a mode, and never where one can', async () => {
    const records = fc.record({
      harmless: fc.array(harmlessRecord, { maxLength: 4 }),
      foreign: fc.array(foreignRecord, { maxLength: 2 }),
      at: fc.nat(harmlessSession.length),
      isOwnFile: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(records, async ({ harmless, foreign, at, isOwnFile }) => {
        const added = [...harmless, ...foreign];
        const rows = isOwnFile ? harmlessSession : harmlessSession.toSpliced(at, 0, ...added);
        const other = isOwnFile && added.length > 0 ? { 'home/dana/.claude/projects/-x/a.jsonl': added } : {};
        const { verdict, gaps } = await verdictOn({ [sessionFile]: rows, ...other });
        expect(verdict).toBe(foreign.length > 0 ? 'undetermined' : 'clean');
        expect(gaps.map(({ kind }) => kind)).toEqual(foreign.length > 0 ? ['unsupported'] : []);
      }),
      { seed, numRuns: 80 },
    );
  });
});

describe('a home whose records tell of no session', () => {
  it.each([
    ['one empty record', '{}\n'],
    ['many', '{}\n'.repeat(40)],
    ['with spaces', '{ }\n { }\n'],
    ['titles alone', '{"type":"summary","summary":"A look","leafUuid":"m1"}\n'],
  ])('is undetermined, and says so in its exit code: %s', async (_name, text) => {
    const { root, home } = evidenceImage({ [sessionFile]: text });
    for (const command of ['report', 'assess']) {
      const run = await runCli([
        command,
        '--root',
        root,
        '--home',
        home,
        '--format',
        'json',
        '--output',
        '-',
      ]);
      expect(run.code).toBe(3);
      expect(JSON.stringify(JSON.parse(run.stdout))).toContain('"undetermined"');
    }
  });
});
