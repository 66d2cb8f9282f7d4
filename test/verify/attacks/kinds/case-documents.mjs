// Case documents that somebody else wrote: every string of one is evidence, in every format that renders it again.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../../fixtures/injected-page/root');
const main = resolve(import.meta.dirname, '../../../../dist/main.js');

const payload = [
  '![](http://evil.example/q.png) [click](http://evil.example) @octocat \u001b]0;pwn\u0007 \u202e \u2800 \u3164 \u{e0041}',
  '` [a](http://evil.example) `` <img src="http://evil.example/x" onerror=alert(1)> ```\n\n# h\n<script>x</script> http://evil.example/y',
  '[a]: http://evil.example "t"\n\n[a] www.evil.example | x | \\` [b](javascript:alert(1)) \u009b2J\u0085',
].join(' ');

/** Forms that no document of ours has. */
const forms = {
  'an empty file': () => '',
  'no JSON': () => '{',
  'a list': () => '[]',
  null: () => 'null',
  'a string': () => '"x"',
  'a number in the place of a list': (text) => JSON.stringify({ ...JSON.parse(text), findings: 7 }),
  'a list of nulls': (text) => JSON.stringify({ ...JSON.parse(text), findings: [null] }),
  'nesting without end': () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  'a prototype': (text) =>
    text.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
  'other versions': (text) => JSON.stringify({ ...JSON.parse(text), schemaVersion: 99 }),
  'bytes that are no UTF-8': (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0xc0])]),
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'a key twice': (text) => text.replace('{', '{"verdict":{"value":"clean","reasons":[]},'),
  'numbers beyond all bounds': (text) => text.replace(/"sizeBytes": ?\d+/, '"sizeBytes": 1e999'),
};
const formats = ['markdown', 'html', 'csv', 'json', 'ecs', 'ocsf', 'timesketch', 'stix'];

export const caseDocumentsKind = {
  name: 'case documents of others',
  scenarios() {
    const text = caseDocument();
    const strings = stringsIn(JSON.parse(text));
    return [
      ...strings.map((path) =>
        scenario(`a text in ${path.join('.')}`, () => withText(text, path), ['markdown', 'html']),
      ),
      ...Object.entries(forms).map(([name, make]) => scenario(name, () => make(text), formats)),
    ];
  },
};

function scenario(name, make, wanted) {
  return {
    name,
    build: () => undefined,
    attacks: [{ name, plant: ({ evidence }) => writeFileSync(join(evidence, 'case.json'), make()) }],
    runs: ({ evidence }) =>
      wanted.map((format) => [
        'report',
        '--from',
        join(evidence, 'case.json'),
        '--output',
        '-',
        '--format',
        format,
      ]),
  };
}

function caseDocument() {
  const argv = [
    main,
    'report',
    '--home',
    join(root, 'home/kim'),
    '--root',
    root,
    '--format',
    'json',
    '--output',
    '-',
  ];
  const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return stdout;
}

/** Of a list, in its first entry. */
function stringsIn(value, path = []) {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()].slice(0, 1) : Object.entries(value);
  return entries.flatMap(([key, inner]) => stringsIn(inner, [...path, key]));
}

function withText(text, path) {
  const copy = JSON.parse(text);
  const holder = path.slice(0, -1).reduce((at, key) => at[key], copy);
  holder[path.at(-1)] = payload;
  return JSON.stringify(copy);
}
