import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Files that the reader of a page is told to make. */
const made = /\bNew file `([^`]+)`/g;
const named = /`((?:src|test|queries|docs|fixtures)\/[^`\s]*)`/g;
/** Not a path: `src/agents/<agent>.ts`, `fixtures/*`. */
const pattern = /[<>*{}$…]/;
/** What a program printed may quote paths of the evidence. */
const printed = /^```[\s\S]*?^```$/gm;
const link = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

const firsts = (text: string, expression: RegExp) =>
  [...text.matchAll(expression)].map(([, first = '']) => first);

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(printed, '');

  it('names files that exist', () => {
    const toMake = new Set(firsts(text, made));
    const paths = firsts(text, named).filter((path) => !pattern.test(path) && !toMake.has(path));
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('links to files that exist', () => {
    const files = firsts(text, link).filter((address) => !/^[a-z]+:/.test(address));
    expect(files.filter((file) => !existsSync(join(root, dirname(page), file)))).toEqual([]);
  });
});
