import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskArguments, maskUrl } from '../../src/evidence/configuration/mask-secrets.ts';
import { parseConfiguration } from '../../src/evidence/configuration/parse-configuration.ts';
import { serverFields } from '../../src/evidence/configuration/server-fields.ts';
import { surfaces } from '../../src/evidence/posture/read-surfaces.ts';
import { launchOf } from '../../src/mcp/launch.ts';
import { packageReference } from '../../src/mcp/package-reference.ts';
import { lookAlikeOf } from '../../src/mcp/well-known-packages.ts';

const formats = ['json', 'toml', 'yaml', 'frontmatter'] as const;
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.lorem(),
  fc.constantFrom('---\na: b\n---', '[a]\nb=1', '- x: &a\n  y: *a'),
);
const words = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom('npx', '-y', 'env', 'A=b', 'cmd', '/c', 'sh', '-c', '--api-key', 'uvx', 'docker', 'run'),
  ),
);

describe('whatever stands in a configuration', () => {
  it('is parsed or refused with a reason', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...formats), (text, format) => {
        const { root, problems } = parseConfiguration(text, format);
        expect(root !== undefined || problems.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('makes a server of some kind', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { root } = parseConfiguration(JSON.stringify(value), 'json');
        if (root) expect(serverFields(root).transport).toBeTypeOf('string');
      }),
      { numRuns: 300 },
    );
  });

  it('is read by every surface', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...surfaces), (text, { extract, format }) => {
        const root = format && parseConfiguration(text, format).root;
        const found = extract({ text, name: 'x', recorded: '/x', ...(root && { root }) });
        expect(found.every(({ name }) => typeof name === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('starts something that can be told', () => {
    fc.assert(
      fc.property(words, ([command, ...args]) => {
        const launch = launchOf(command, args);
        packageReference(launch.words);
        if (command !== undefined) expect(lookAlikeOf(command)).not.toBe(command);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps no secret behind a flag that promises one, and loses no other word', () => {
    const plain = fc.stringMatching(/^[a-z]{1,7}$/);
    const secret = fc.stringMatching(/^[a-zA-Z0-9]{12,40}$/).filter((text) => !/^\d+$/.test(text));
    fc.assert(
      fc.property(fc.array(plain), secret, plain, (before, hidden, after) => {
        const { value, secrets } = maskArguments([...before, '--api-key', hidden, after]);
        expect(value).toHaveLength(before.length + 3);
        expect(value.slice(0, before.length)).toEqual(before);
        expect(value.join(' ')).not.toContain(hidden);
        expect(secrets).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps no password in an address', () => {
    const secret = fc.stringMatching(/^[a-zA-Z0-9]{12,30}$/);
    fc.assert(
      fc.property(secret, (hidden) => {
        expect(maskUrl(`https://user:${hidden}@tools.example/mcp?api_key=${hidden}&x=1`).value).not.toContain(
          hidden,
        );
        expect(maskUrl(`https://tools.example/mcp?page=1`).value).toBe('https://tools.example/mcp?page=1');
      }),
      { numRuns: 100 },
    );
  });
});

describe('long evidence', () => {
  const long = 'a'.repeat(2_000_000);

  it.each([
    ['an address', { url: `https://x.example/${long}` }],
    ['an argument', { command: 'x', args: [long] }],
    ['a variable', { command: 'x', env: { KEY: long } }],
    ['a name', { command: 'x', description: long }],
    [
      'many arguments',
      { command: 'x', args: Array.from({ length: 100_000 }, () => '--token=abcdefgh12345678') },
    ],
  ])('%s takes no long time', (_, entry) => {
    const { root } = parseConfiguration(JSON.stringify(entry), 'json');
    const started = performance.now();
    if (root) serverFields(root);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each(surfaces.map((surface, index) => [index, surface] as const))(
    'surface %i takes no long time',
    (_, { extract, format }) => {
      const lines = [
        'x='.repeat(50_000),
        '"'.repeat(100_000),
        'eval '.repeat(20_000),
        ' '.repeat(100_000),
        '<string>'.repeat(20_000),
      ];
      const text = lines.join('\n');
      const root = format && parseConfiguration(text, format).root;
      const started = performance.now();
      extract({ text, name: 'pre-commit', recorded: '/x/pre-commit', ...(root && { root }) });
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});
