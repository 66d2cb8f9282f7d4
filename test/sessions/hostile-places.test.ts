import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { lines, prompt, toolUse } from './transcripts.ts';

const runner = '/home/runner/work/shop/shop';
const claude = 'home/dana/.claude';

/** Everything besides the transcripts that `sessions` reads, with something in it that is nearly right. */
const places: Readonly<Record<string, string>> = {
  [`${claude}/settings.json`]: '{"cleanupPeriodDays": 7}',
  [`${claude}/remote-settings.json`]: '{"permissions":{"defaultMode":"bypassPermissions"}}',
  [`${claude}/history.jsonl`]:
    '{"sessionId":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","timestamp":1790845200000}',
  [`${claude}/sessions/1.json`]: '{"pid":1,"sessionId":"x"}',
  [`${claude}/jobs/a/state.json`]: '{"sessionId":"x"}',
  [`${claude}/projects/p/sessions-index.json`]: '{"entries":[]}',
  'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}',
  'home/dana/.zshrc': 'alias claude="claude --dangerously-skip-permissions"',
  'home/dana/out.jsonl': '{"type":"system","subtype":"init","session_id":"s","permissionMode":"plan"}',
  'home/dana/shop/.git/config': '[remote "origin"]\n\turl = https://git.example/acme/shop.git',
  'home/dana/shop/.git/HEAD': 'ref: refs/heads/main',
  'home/dana/shop/.github/workflows/a.yml':
    'jobs: {a: {steps: [{run: claude --dangerously-skip-permissions}]}}',
};

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json(),
  fc.constantFrom(
    '',
    '\n'.repeat(50_000),
    '{'.repeat(20_000),
    '['.repeat(20_000),
    '"'.repeat(9999),
    ' url = x',
  ),
);

describe('places besides the transcripts', () => {
  it('may hold anything: nothing throws, nothing hangs, and the calls are told', async () => {
    const more = { cwd: runner, version: '2.0.67' };
    const transcript = lines(prompt(0, 'go', more), toolUse(1, 'toolu_1', { command: 'ls' }, more));
    const change = fc.record({
      path: fc.constantFrom(...Object.keys(places)),
      content: hostile,
      cut: fc.option(fc.nat(60)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = changes.map(({ path, content, cut }) => {
          const whole = places[path] ?? '';
          return [path, cut === null ? content : whole.slice(0, cut) + content] as const;
        });
        const files = {
          ...places,
          ...Object.fromEntries(changed),
          [`${claude}/projects/p/s.jsonl`]: transcript,
        };
        const { root, home } = evidenceImage(files);
        const options = ['--root', root, '--home', home, '--since', '2020-01-01', '--format', 'ndjson'];
        const { code, stdout } = await runCli(['sessions', ...options]);
        expect([0, 3]).toContain(code);
        expect(stdout).toContain('"id":"toolu_1"');
      }),
      { numRuns: 15 },
    );
  });
});
