import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideDisclosure } from '../../src/assess/disclosure.ts';
import { reachVerdict } from '../../src/assess/verdict.ts';
import { coverageOf } from '../../src/transcripts/coverage/coverage-of.ts';
import { lines, prompt, type Row, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const now = '2026-11-20T16:00:00.000Z';
const dayMs = 86_400_000;
const firstDay = Date.UTC(2026, 9, 25);

/** A day of the test's calendar, as ISO 8601, some seconds after its ninth hour. */
function moment(day: number, seconds = 0): string {
  return new Date(firstDay + day * dayMs + 9 * 3_600_000 + seconds * 1000).toISOString();
}

interface Session {
  readonly day: number;
  readonly calls: number;
  readonly mode?: 'default' | 'bypassPermissions';
}

/** A harmless session: each call lists a folder. Without a mode, its records are those of an old version. */
function records({ day, calls, mode }: Session, index: number): Row[] {
  const version = mode === undefined ? { version: '2.0.67' } : {};
  const more = (seconds: number): Row => ({
    sessionId: `0000000${index}-2222-4333-8444-555555555555`,
    timestamp: moment(day, seconds),
    ...version,
  });
  const first = prompt(0, 'look around', { ...more(0), ...(mode && { permissionMode: mode }) });
  const each = Array.from({ length: calls }, (_, call) => {
    const id = `toolu_${index}_${call}`;
    return [
      toolUse(0, id, { command: 'ls' }, more(call * 2 + 1)),
      toolResult(0, id, 'a.txt', more(call * 2 + 2)),
    ];
  });
  return [first, ...each.flat()];
}

function imageOf(sessions: readonly Session[]) {
  const files = sessions.map((session, index) => [
    `home/dana/.claude/projects/-home-dana-shop/0000000${index}-2222-4333-8444-555555555555.jsonl`,
    lines(...records(session, index)),
  ]);
  return evidenceImage({
    ...Object.fromEntries(files),
    // The working folder is there, and old sessions are kept.
    'home/dana/shop/a.txt': 'a',
    'home/dana/.claude/settings.json': '{"cleanupPeriodDays": 3650}',
  });
}

async function report(sessions: readonly Session[], ...options: string[]) {
  const { root, home } = imageOf(sessions);
  const run = (format: string) =>
    runCli(['report', '--root', root, '--home', home, '--output', '-', '--format', format, ...options], {
      now,
    });
  const { stdout, code } = await run('json');
  return { document: JSON.parse(stdout), code, run };
}

const bypass: Session = { day: 20, calls: 3, mode: 'bypassPermissions' };
const asked: Session = { day: 5, calls: 2, mode: 'default' };

it('names in a clean verdict what it stands on', async () => {
  const { document, run } = await report([bypass, asked]);
  const stands =
    '2 transcripts of Claude Code, 2026-10-30 to 2026-11-14, 2 sessions, 5 calls, all with a recorded permission mode';
  expect(document.verdict.value).toBe('clean');
  expect(document.verdict.reasons.map(({ text }: Row) => text)).toContain(stands);
  expect(document.coverage).toMatchObject({
    transcripts: 2,
    sessions: 2,
    calls: 5,
    modes: { recorded: 5, inferred: 0, unknown: 0 },
    promptsOff: { sessions: 1, inferredSessions: 0 },
    agentsRead: ['Claude Code'],
    unread: [],
    before: { sessions: 0, calls: 0 },
    after: { sessions: 0, calls: 0 },
  });
  for (const format of ['markdown', 'html']) {
    const { stdout } = await run(format);
    expect(stdout).toContain(stands);
    expect(stdout).toContain('the case can be closed');
    const [head = ''] = stdout.split(/^## |<h2/m);
    expect(head).toContain('2026-10-30 09:00 to 2026-11-14 09:00 UTC');
    expect(head).toContain('1 of 2 sessions');
  }
});

it('says beside the verdict what the window leaves out', async () => {
  const { document, run } = await report([bypass, asked], '--since', moment(10));
  const text = 'the window leaves out 1 session with 2 calls before it (2026-10-30 09:00 UTC)';
  expect(document.verdict.value).toBe('clean');
  expect(document.verdict.reasons.map((reason: Row) => reason['text'])).toContain(text);
  expect(document.coverage.before).toEqual({ sessions: 1, calls: 2, from: moment(5), to: moment(5, 4) });
  for (const format of ['markdown', 'html']) {
    const { stdout } = await run(format);
    expect(stdout).toContain(text);
    expect(stdout).toContain('what lies outside of it was not judged');
    expect(stdout).not.toMatch(/the case can be closed|Nobody outside has to be told\./);
  }
});

it('counts the calls of a session that the window cuts on both sides', async () => {
  const options = ['--since', moment(20, 3), '--until', moment(20, 4)];
  const { document } = await report([bypass], ...options);
  expect(document.coverage).toMatchObject({ calls: 1, before: { calls: 1 }, after: { calls: 1 } });
  expect(document.verdict.reasons.map(({ text }: Row) => text)).toContain(
    'the window leaves out 1 session with 1 call, with permission prompts off, before it (2026-11-14 09:00 UTC) and 1 session with 1 call, with permission prompts off, after it (2026-11-14 09:00 UTC)',
  );
});

it('closes no case by a window that leaves out calls with prompts off', async () => {
  const window = await report([bypass, asked], '--until', moment(10));
  expect(window.document.verdict.value).toBe('clean');
  expect(window.document.coverage.after).toMatchObject({ calls: 3, promptsOff: 3 });
  expect(window.code).toBe(3);
  for (const format of ['markdown', 'html']) {
    const { stdout, code } = await window.run(format);
    expect(code).toBe(3);
    expect(stdout).toContain('Verdict: clean in the window alone. Disclosure: none in the window alone');
    expect(stdout).toContain(
      'Outside of it 3 calls ran with permission prompts off: ask again without the window before the case is closed.',
    );
  }
  expect((await report([bypass, asked], '--since', moment(10))).code).toBe(0);
  expect((await report([bypass, asked], '--since', moment(1))).code).toBe(0);
});

it('says of a window without a record what would settle it, in every form', async () => {
  const options = ['--since', '2026-11-01', '--until', '2026-11-02'];
  const { document, code, run } = await report([bypass, asked], ...options);
  const text =
    'no record with a time lies between 2026-11-01 00:00 UTC and 2026-11-02 00:00 UTC: the transcripts cover 2026-10-30 to 2026-11-14, and 5 calls of theirs lie outside of the window';
  expect(code).toBe(3);
  expect(document).toMatchObject({
    verdict: { value: 'undetermined', reasons: [{ text }] },
    disclosure: { value: 'undetermined' },
    gaps: [{ kind: 'outside-window', reason: text }],
  });
  expect(document.disclosure.settledBy).toEqual([
    'the question for a time that the transcripts cover (2026-10-30 to 2026-11-14), or other records of the time that was asked for',
  ]);
  for (const format of ['markdown', 'html']) {
    const { stdout } = await run(format);
    expect(stdout).toContain(text);
    expect(stdout).toContain(document.disclosure.settledBy[0]);
    expect(stdout).not.toMatch(/can be closed|Nobody outside has to be told|Every call has/);
  }
});

it('takes a session that only went on before and after as no record of the time between', async () => {
  const { root, home } = evidenceImage({
    'home/dana/.claude/projects/-home-dana-shop/a.jsonl': lines(
      ...records({ day: 3, calls: 1, mode: 'default' }, 0),
      ...records({ day: 20, calls: 0, mode: 'default' }, 0),
    ),
  });
  const window = ['--since', moment(8), '--until', moment(9), '--output', '-', '--format', 'json'];
  const { stdout } = await runCli(['report', '--root', root, '--home', home, ...window], { now });
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { value: 'undetermined' }, coverage: { sessions: 0 } });
});

it('takes a session without calls as coverage', async () => {
  const { document } = await report([{ day: 4, calls: 0, mode: 'default' }]);
  expect(document.verdict.value).toBe('clean');
  expect(document.verdict.reasons.at(-1).text).toBe(
    '1 transcript of Claude Code, 2026-10-29 09:00 UTC, 1 session, no call',
  );
});

it('never says that prompts were on where no record tells the mode', async () => {
  const old = await report([{ day: 4, calls: 2 }]);
  expect(old.document.verdict.value).toBe('clean');
  const unknown =
    '2 calls, 0 with a recorded permission mode, and whether prompts were off for the other 2 is not known';
  expect(old.document.verdict.reasons.at(-1).text).toContain(unknown);
  const markdown = (await old.run('markdown')).stdout;
  expect(markdown).toContain('**Prompts off**: not known: no record tells the mode of any of 2 calls');
  expect(markdown).toContain('No record says in which mode any session ran.');
  const mixed = await report([{ day: 4, calls: 2 }, asked]);
  expect((await mixed.run('markdown')).stdout).toContain(
    '**Prompts off**: not known: no record tells the mode of 2 of 4 calls (on for the others)',
  );
  expect((await mixed.run('markdown')).stdout).toContain(
    '2 of 4 calls have a recorded permission mode, and none of them ran with permission prompts off.',
  );
  const known = await report([asked]);
  expect((await known.run('markdown')).stdout).toContain(
    'Every call has a recorded permission mode, and none of them ran with permission prompts off.',
  );
});

it('counts all sessions with prompts off, however few of them are drawn', async () => {
  const sessions = Array.from(
    { length: 15 },
    (_, day): Session => ({ day, calls: 1, mode: 'bypassPermissions' }),
  );
  const { root, home } = evidenceImage(
    Object.fromEntries(
      sessions.map((session, index) => [
        `home/dana/.claude/projects/p/${index}.jsonl`,
        lines(
          ...records(index === 7 ? { ...session, mode: 'default' } : session, 0).map((record) => ({
            ...record,
            sessionId: `session-${index}`,
          })),
          toolUse(
            0,
            `toolu_${index}_x`,
            { command: `rm -rf /srv/old${index}` },
            {
              sessionId: `session-${index}`,
              timestamp: moment(session.day, 9),
            },
          ),
          toolResult(0, `toolu_${index}_x`, '', {
            sessionId: `session-${index}`,
            timestamp: moment(session.day, 10),
          }),
        ),
      ]),
    ),
  );
  const { stdout } = await runCli(['report', '--root', root, '--home', home, '--output', '-'], { now });
  expect(stdout).toContain('**Prompts off**: 14 of 15 sessions, 15 of 16 calls in ');
  expect(stdout).toContain('15 sessions, 14 with permission prompts off for a time; drawn are 12');
  expect(stdout).not.toMatch(/\b12 with permission prompts off/);
});

it('says in an assessment of homes what each answer stands on', async () => {
  const [one, other] = [imageOf([bypass, asked]), imageOf([{ day: 12, calls: 1 }])];
  const homes = ['--home', one.home, '--root', one.root, '--home', other.home, '--root', other.root];
  const { stdout } = await runCli(['assess', ...homes, '--since', moment(10)], { now });
  expect(stdout).toContain('the window leaves out 1 session with 2 calls before it (2026-10-30 09:00 UTC)');
  expect(stdout).toContain('1 call, 0 with a recorded permission mode');
  expect(stdout).toMatch(/\| Calls outside of the window \|.*\b2\b/);
});

const someSession = fc.record({
  day: fc.integer({ min: 0, max: 24 }),
  calls: fc.integer({ min: 0, max: 3 }),
  mode: fc.constantFrom('default' as const, 'bypassPermissions' as const),
});

it('is never clean in a window without a record, and tells of every record that the window leaves out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someSession, { minLength: 1, maxLength: 5 }),
      fc.option(fc.integer({ min: 0, max: 24 })),
      fc.option(fc.integer({ min: 0, max: 24 })),
      async (sessions, from, length) => {
        const since = from === null ? undefined : firstDay + from * dayMs;
        const until = length === null ? undefined : firstDay + ((from ?? 0) + length) * dayMs;
        const given = [
          ...(since === undefined ? [] : ['--since', new Date(since).toISOString()]),
          ...(until === undefined ? [] : ['--until', new Date(until).toISOString()]),
        ];
        const { document } = await report(sessions, ...given);
        const at = ({ day }: Session) => Date.parse(moment(day));
        const before = sessions.filter((session) => since !== undefined && at(session) < since);
        const after = sessions.filter((session) => until !== undefined && at(session) > until);
        const isEmpty = before.length + after.length === sessions.length;
        const calls = (some: readonly Session[]) => some.reduce((sum, session) => sum + session.calls, 0);
        expect(document.verdict.value).toBe(isEmpty ? 'undetermined' : 'clean');
        expect(document.disclosure.value).toBe(isEmpty ? 'undetermined' : 'none');
        expect(document.coverage).toMatchObject({
          sessions: sessions.length - before.length - after.length,
          calls: calls(sessions) - calls(before) - calls(after),
          before: { sessions: before.length, calls: calls(before) },
          after: { sessions: after.length, calls: calls(after) },
        });
        const said = JSON.stringify(document.verdict.reasons);
        expect(/the window leaves out|outside of the window/.test(said)).toBe(
          before.length + after.length > 0,
        );
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

const nothing = {
  injected: [],
  erased: [],
  unproven: [],
  unread: [],
  sentOut: [],
  wayIn: [],
  destroyed: [],
  open: [],
  nearly: [],
};
const span = { from: moment(1), to: moment(2) };
const read = {
  counts: {
    sessions: 1,
    calls: 1,
    untimed: 0,
    modes: { recorded: 1, inferred: 0, unknown: 0 },
    inWindow: span,
    all: span,
    before: { sessions: 0, calls: 0 },
    after: { sessions: 0, calls: 0 },
  },
  sessions: [],
  artifacts: [{ path: 'a.jsonl', sizeBytes: 1, modifiedAt: moment(2) }],
  agentsOfFiles: ['claude-code'],
  unread: [],
};
const codex = {
  agent: 'codex',
  name: 'Codex CLI',
  sessions: 188,
  newestAt: '2026-11-02T10:00:00.000Z',
  path: '.codex/sessions',
};

it('closes no case where sessions of another agent were not read, whatever else was found', () => {
  const coverage = coverageOf({ ...read, unread: [codex] }, {});
  const text = '188 sessions of Codex CLI, last written 2026-11-02, not read';
  const assessed = { consequences: nothing, findings: [], gaps: [], coverage };
  expect(reachVerdict(assessed)).toMatchObject({ value: 'undetermined', reasons: [{ text }] });
  expect(decideDisclosure(assessed, 'undetermined', false)).toMatchObject({
    value: 'undetermined',
    reasons: [{ text }],
  });
  const finding = {
    queryId: 'x',
    title: 'Deleted',
    level: 'high' as const,
    state: 'confirmed' as const,
    tags: [],
    subject: '/srv',
    context: [],
    count: 1,
    toolCallIds: [],
    arguments: [],
    permissionModes: [],
    outcomes: ['succeeded' as const],
    requested: 'unclear' as const,
    evidence: [],
    falsePositives: [],
  };
  const destroyed = { ...assessed, consequences: { ...nothing, destroyed: [finding] }, findings: [finding] };
  const suspicious = { ...assessed, findings: [finding] };
  for (const [given, value] of [
    [destroyed, 'destructive'],
    [suspicious, 'suspicious'],
  ] as const) {
    const reached = reachVerdict(given);
    expect(reached.value).toBe(value);
    expect(reached.reasons.map((reason) => reason.text)).toEqual(['Deleted', text]);
    expect(decideDisclosure(given, value, false).value).toBe('undetermined');
  }
});
