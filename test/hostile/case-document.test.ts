import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import markdownIt from 'markdown-it';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-document-'));
const file = join(folder, 'case.json');
const root = resolve('fixtures/injected-page/root');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const payload = [
  '![](http://evil.example/q.png) [click](http://evil.example) @octocat \u001b]0;pwn\u0007 \u202e \u2800',
  '` [a](http://evil.example) `` <img src="http://evil.example/x"> ```\n\n# h\n<script>x</script> http://evil.example/y',
  '[a]: http://evil.example "t"\n\n[a] www.evil.example | x | \\` [b](http://evil.example)',
].join(' ');

type Path = readonly (string | number)[];

/** Where strings stand in a document: of a list, in its first entry. */
function stringsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()].slice(0, 1) : Object.entries(value);
  return entries.flatMap(([key, inner]) => stringsIn(inner, [...path, key]));
}

function withText(document: string, path: Path, text: string): string {
  const copy: unknown = JSON.parse(document);
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy);
  Reflect.set(Object(holder), path.at(-1) ?? '', text);
  return JSON.stringify(copy);
}

async function rendered(document: string, format: string) {
  writeFileSync(file, document);
  return await runCli(['report', '--from', file, '--format', format, '--output', '-']);
}

async function caseDocument(): Promise<string> {
  const home = join(root, 'home/kim');
  const { stdout } = await runCli([
    'report',
    '--home',
    home,
    '--root',
    root,
    '--format',
    'json',
    '--output',
    '-',
  ]);
  return stdout;
}

describe('a case document that somebody else wrote', () => {
  it('is refused, or is text: none of its strings links, loads, names an account or acts', async () => {
    const document = await caseDocument();
    const reader = markdownIt({ html: true, linkify: true });
    const paths = stringsIn(JSON.parse(document));
    expect(paths.length).toBeGreaterThan(100);
    const taken = new Set<string>();
    for (const path of paths) {
      const { code, stdout } = await rendered(withText(document, path, payload), 'markdown');
      if (code === 2) continue;
      taken.add(path.join('.'));
      const html = reader.render(stdout);
      expect([path, html.match(/<(?:img|a|script|iframe|h1>h)\b[^>]*/g) ?? []]).toEqual([path, []]);
      expect([path, /[\u001b\u202e\u2800\u0007]/.test(stdout)]).toEqual([path, false]);
      expect([path, /@octocat/.test(html.replace(/<(code|pre)[^>]*>.*?<\/\1>/gs, ''))]).toEqual([
        path,
        false,
      ]);
    }
    expect(taken.size).toBeGreaterThan(80);
  });
});
