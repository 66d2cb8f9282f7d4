import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const root = mkdtempSync(join(tmpdir(), 'bad-queries-'));
afterAll(() => rmSync(root, { recursive: true }));

const head = 'title: Test\nlogsource:\n    category: process_creation\n';
const query = (detection: string) => `${head}detection:\n${detection}`;
const selecting = (field: string) => query(`    sel:\n        ${field}\n    condition: sel\n`);
const correlation = (body: string) =>
  `title: Chain\ncorrelation:\n${body}\n---\n${selecting('A: x').replace('title: Test', 'title: Inner\nname: inner')}`;

/** Files by name, the line where the error stands, and what it says. */
const cases: Record<string, [files: Record<string, string>, place: string, message: RegExp]> = {
  'a misspelt key': [
    { 'a.yml': selecting('A: x').replace('title', 'titel') },
    'a.yml:1',
    /titel.*did you mean title/,
  ],
  'an unknown key': [{ 'a.yml': `${selecting('A: x')}colour: red\n` }, 'a.yml:8', /unknown key: colour/],
  'a missing title': [
    { 'a.yml': selecting('A: x').replace('title: Test\n', '') },
    'a.yml:1',
    /`title` is missing/,
  ],
  'an unknown level': [
    { 'a.yml': `${selecting('A: x')}level: severe\n` },
    'a.yml:8',
    /unknown level: severe/,
  ],
  'a missing log source': [
    { 'a.yml': 'title: T\ndetection:\n    s:\n        A: x\n    condition: s\n' },
    'a.yml:1',
    /logsource/,
  ],
  'a missing detection': [{ 'a.yml': head }, 'a.yml:1', /detection/],
  'a missing condition': [{ 'a.yml': query('    sel:\n        A: x\n') }, 'a.yml:5', /no `condition`/],
  'an unknown modifier': [
    { 'a.yml': selecting('A|contians: x') },
    'a.yml:6',
    /unknown modifier: contians.*did you mean contains/,
  ],
  'a modifier that needs placeholders': [{ 'a.yml': selecting("A|expand: '%x%'") }, 'a.yml:6', /expand/],
  'modifiers that exclude each other': [
    { 'a.yml': selecting('A|contains|gt: 5') },
    'a.yml:6',
    /cannot stand/,
  ],
  '`all` on a single value': [{ 'a.yml': selecting('A|contains|all: x') }, 'a.yml:6', /at least two/],
  'null in a list': [{ 'a.yml': selecting('A: [x, null]') }, 'a.yml:6', /null/],
  'a number that is none': [{ 'a.yml': selecting('A|gt: many') }, 'a.yml:6', /number/],
  'a network that is none': [{ 'a.yml': selecting('A|cidr: 10.0.0.0/40') }, 'a.yml:6', /not a network/],
  'wildcards in a value that is encoded': [{ 'a.yml': selecting('A|base64: a*b') }, 'a.yml:6', /wildcards/],
  'a broken regular expression': [{ 'a.yml': selecting("A|re: 'a(b'") }, 'a.yml:6', /bracket/],
  'a regular expression with look-around': [
    { 'a.yml': selecting("A|re: 'a(?=b)'") },
    'a.yml:6',
    /look-around/,
  ],
  'a regular expression with a back reference': [
    { 'a.yml': selecting(String.raw`A|re: '(a)\1'`) },
    'a.yml:6',
    /\\1/,
  ],
  'a regular expression with an atomic group': [
    { 'a.yml': selecting("A|re: '(?>a+)b'") },
    'a.yml:6',
    /begins with \(\?>/,
  ],
  'a regular expression that is too large': [
    { 'a.yml': selecting("A|re: '((a{99}){99}){99}'") },
    'a.yml:6',
    /too large/,
  ],
  'a selection that is not defined': [
    { 'a.yml': query('    sel:\n        A: x\n    condition: sle\n') },
    'a.yml:7',
    /`sle`.*did you mean sel/,
  ],
  'a pattern that names nothing': [
    { 'a.yml': query('    sel:\n        A: x\n    condition: 1 of filter_*\n') },
    'a.yml:7',
    /filter_/,
  ],
  'a condition that ends too early': [
    { 'a.yml': query('    sel:\n        A: x\n    condition: sel and\n') },
    'a.yml:7',
    /ends too early/,
  ],
  'a condition without a closing bracket': [
    { 'a.yml': query('    sel:\n        A: x\n    condition: (sel\n') },
    'a.yml:7',
    /closing bracket/,
  ],
  'an aggregation in the condition': [
    { 'a.yml': query('    sel:\n        A: x\n    condition: sel | count() > 5\n') },
    'a.yml:7',
    /correlation/,
  ],
  'a timeframe': [
    { 'a.yml': query('    sel:\n        A: x\n    timeframe: 5m\n    condition: sel\n') },
    'a.yml:7',
    /correlation/,
  ],
  'an empty selection': [{ 'a.yml': query('    sel: {}\n    condition: sel\n') }, 'a.yml:5', /everything/],
  'broken YAML': [{ 'a.yml': 'title: "x\n' }, 'a.yml:2', /quote/],
  'a list for a query': [{ 'a.yml': '- a\n- b\n' }, 'a.yml:1', /not a query/],
  'an empty file': [{ 'a.yml': '\n' }, 'a.yml:1', /no query/],
  'a bomb of aliases': [{ 'a.yml': aliasBomb() }, 'a.yml', /too large/],
  'one id in two files': [
    {
      'a.yml': `${selecting('A: x')}id: 929a690e-bef0-4204-a928-ef5e620d6fcc\n`,
      'b.yml': `${selecting('A: y')}id: 929a690e-bef0-4204-a928-ef5e620d6fcc\n`,
    },
    'b.yml:1',
    /duplicate id.*a\.yml:1/,
  ],
  'one file name in two folders': [
    { 'x/a.yml': selecting('A: x'), 'y/a.yml': selecting('A: y') },
    'y/a.yml:1',
    /duplicate id: a /,
  ],
  'a correlation of an unknown type': [
    { 'a.yml': correlation('    type: event_cuont\n    rules: [inner]\n    timespan: 1h') },
    'a.yml:3',
    /event_cuont.*did you mean event_count/,
  ],
  'a correlation type without a meaning here': [
    { 'a.yml': correlation('    type: value_percentile\n    rules: [inner]\n    timespan: 1h') },
    'a.yml:3',
    /value_percentile/,
  ],
  'a correlation of what nobody wrote': [
    { 'a.yml': correlation('    type: temporal\n    rules: [outer]\n    group-by: [x]\n    timespan: 1h') },
    'a.yml:1',
    /`outer`/,
  ],
  'a timespan that is none': [
    {
      'a.yml': correlation('    type: temporal\n    rules: [inner]\n    group-by: [x]\n    timespan: 1 hour'),
    },
    'a.yml:6',
    /not a timespan/,
  ],
  'a count without a condition': [
    {
      'a.yml': correlation('    type: event_count\n    rules: [inner]\n    group-by: [x]\n    timespan: 1h'),
    },
    'a.yml:3',
    /condition/,
  ],
  'a value count without a field': [
    {
      'a.yml': correlation(
        '    type: value_count\n    rules: [inner]\n    group-by: [x]\n    timespan: 1h\n    condition:\n        gte: 2',
      ),
    },
    'a.yml:8',
    /field/,
  ],
  'correlations in a circle': [
    {
      'a.yml': `title: A\nname: a\ncorrelation:\n    type: temporal\n    rules: [b]\n    group-by: [x]\n    timespan: 1h\n---\ntitle: B\nname: b\ncorrelation:\n    type: temporal\n    rules: [a]\n    group-by: [x]\n    timespan: 1h\n`,
    },
    'a.yml:1',
    /correlates itself/,
  ],
  'a filter for another log source': [
    {
      'a.yml': selecting('A: x'),
      'f.yml':
        'title: F\nlogsource:\n    category: file_event\nfilter:\n    rules: [a]\n    selection:\n        A: x\n    condition: selection\n',
    },
    'f.yml:1',
    /log source/,
  ],
};

/** Ten levels of ten aliases each. */
function aliasBomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, index) => `x_l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(10)}]\n`,
  );
  return `x_l0: &l0 [a]\n${levels.join('')}${selecting('A: x')}`;
}

describe('a bad query ends with exit code 2, file and line', () => {
  it.each(Object.entries(cases))('%s', async (name, [files, place, message]) => {
    const folder = join(root, name.replace(/\W+/g, '-'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { code, stderr, stdout } = await runCli(['explain', 'ls', '--queries', folder]);
    expect(stderr).toContain(join(folder, place));
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('names every bad file at once', async () => {
    const folder = join(root, 'several');
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.yml'), selecting('A|x: 1'));
    writeFileSync(join(folder, 'b.yml'), selecting('A|y: 1'));
    const { stderr } = await runCli(['explain', 'ls', '--queries', folder]);
    expect(stderr).toContain('a.yml:6');
    expect(stderr).toContain('b.yml:6');
  });

  it('wants a folder that exists and has queries', async () => {
    expect((await runCli(['explain', 'ls', '--queries', join(root, 'none')])).code).toBe(2);
    mkdirSync(join(root, 'empty'));
    const { code, stderr } = await runCli(['explain', 'ls', '--queries', join(root, 'empty')]);
    expect(code).toBe(2);
    expect(stderr).toContain('no queries');
  });
});
