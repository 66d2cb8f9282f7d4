import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgedModes } from '../../src/permissions/permission-call.ts';
import { settingsScopes } from '../../src/permissions/rule.ts';
import { judge, project } from './judge.ts';

type Call = Parameters<typeof judge>[0];

const word = fc.constantFrom(
  'git',
  'push',
  'ls',
  'rm',
  'make',
  'npm',
  'run',
  'test',
  '-rf',
  '*',
  '-x',
  'a.txt',
  'src',
  '$X',
  '~',
);
const prefix = fc.constantFrom(
  '',
  'FOO=bar ',
  'LANG=C ',
  'timeout 5 ',
  'sudo ',
  'env A=b ',
  'xargs ',
  'command ',
  'time ',
);
const simple = fc
  .tuple(prefix, fc.array(word, { minLength: 1, maxLength: 4 }))
  .map(([before, words]) => before + words.join(' '));
const line = fc
  .tuple(
    simple,
    fc.array(fc.tuple(fc.constantFrom(' && ', '; ', ' | ', ' || ', '\n', ' & ', ' > out.txt; '), simple), {
      maxLength: 3,
    }),
  )
  .map(([first, rest]) => first + rest.map((part) => part.join('')).join(''));
const path = fc
  .array(fc.constantFrom('src', 'a', '.env', 'secrets', '..', 'b.ts'), { minLength: 1, maxLength: 4 })
  .map((parts) => `${project}/${parts.join('/')}`);
const call: fc.Arbitrary<Call> = fc.oneof(
  line,
  path.map((file_path): Call => ['Read', { file_path }]),
  path.map((file_path): Call => ['Edit', { file_path }]),
  path.map((file_path): Call => ['Write', { file_path, content: '' }]),
  fc
    .constantFrom('a.test', 'b.a.test', 'evil.test')
    .map((host): Call => ['WebFetch', { url: `https://${host}/x` }]),
  fc.constantFrom('mcp__a__b', 'mcp__a__c', 'mcp__ab__c').map((tool): Call => [tool, { env: 'prod' }]),
);
const specifier = fc.oneof(
  line,
  fc.tuple(simple, fc.constantFrom(' *', ':*', '*')).map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('src', '**', '*', '.env', '?', '[a-z]', 'secrets', '//', '/', '~'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join('/')),
  fc.constantFrom('domain:a.test', 'domain:*.test', 'domain:*', 'env:prod', 'model:*'),
);
const rule = fc.oneof(
  fc
    .tuple(fc.constantFrom('Bash', 'Read', 'Edit', 'Write', 'WebFetch'), specifier)
    .map(([tool, text]) => `${tool}(${text})`),
  fc.constantFrom(
    'Bash',
    'Read',
    'Edit',
    'Write',
    '*',
    'mcp__*',
    'mcp__a',
    'mcp__a__*',
    'mcp__a__b',
    'Bash(*)',
    'Bash()',
  ),
);
const rules = fc.array(rule, { maxLength: 4 });
const scope = fc.constantFrom(...settingsScopes);
const mode = fc.constantFrom(...judgedModes);

describe('what holds for every call and every set of rules', () => {
  it('a deny in any scope is never overruled', () => {
    fc.assert(
      fc.property(
        call,
        rule,
        rules,
        rules,
        scope,
        scope,
        mode,
        (one, deny, allow, ask, denying, allowing, inMode) => {
          const alone = judge(one, { mode: inMode, files: { [denying]: { deny: [deny] } } });
          fc.pre(alone.step === 'deny-rule');
          const own = { deny: [deny] };
          const files = { [allowing]: { allow, ask, sandbox: { enabled: true } }, [denying]: own };
          if (denying === allowing) files[denying] = { allow, ask, ...own };
          expect(judge(one, { mode: inMode, files }).decision).toBe('deny');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('an allow rule never widens what the same rule as deny would catch', () => {
    fc.assert(
      fc.property(call, rule, scope, (one, text, from) => {
        const allowed = judge(one, { files: { [from]: { allow: [text] } } });
        fc.pre(allowed.step === 'allow-rule');
        const denied = judge(one, { files: { [from]: { deny: [text] } } });
        expect(denied).toMatchObject({ decision: 'deny', step: 'deny-rule' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('a further allow rule never denies or asks more, a further deny rule never allows more', () => {
    fc.assert(
      fc.property(call, rules, rule, mode, (one, allow, further, inMode) => {
        const strictness = { allow: 0, ask: 1, deny: 2 } as const;
        const verdict = (files: object) =>
          strictness[judge(one, { mode: inMode, files: { user: { ...files } } }).decision];
        const before = verdict({ allow });
        expect(verdict({ allow: [...allow, further] })).toBeLessThanOrEqual(before);
        expect(verdict({ allow, deny: [further] })).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws and never takes long, whatever the command and the rule hold', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 80 }),
        mode,
        (command, text, inMode) => {
          const files = {
            user: { allow: [`Bash(${text})`, text], deny: [`Read(${text})`], ask: [`Edit(${text})`] },
          };
          expect(['allow', 'ask', 'deny']).toContain(judge(command, { mode: inMode, files }).decision);
          judge(['Read', { file_path: command }], { mode: inMode, files });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('stays fast on patterns that make backtracking matchers hang', () => {
    const hostile = {
      user: {
        allow: [`Bash(${'*a'.repeat(400)})`],
        deny: [`Read(${'*a'.repeat(200)}/${'**/'.repeat(200)}b)`],
      },
    };
    const startedAt = performance.now();
    judge('a'.repeat(9_000), { files: hostile });
    judge(['Read', { file_path: `${project}/${'a'.repeat(2_000)}/${'a/'.repeat(500)}c` }], {
      files: hostile,
    });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
