import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { runCli } from '../support/run-cli.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/agents/', import.meta.url));
/** Damage of databases is in `databases.test.ts`. */
const agents = readdirSync(fixtures)
  .filter((agent) => !readFileSync(join(fixtures, agent, 'case.json'), 'utf8').includes('"databases"'))
  .sort();

/** Where agents keep sessions; the rest of a home is other tests' business. */
const isSession = /sessions\/|session-state\/|chats\/|storage\/|tasks\//;

/** A fixture without its repositories, in which nothing but sessions is asked about. */
function homeOf(agent: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-damage-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { home, root } = buildCase(`agents/${agent}`, folder);
  const files = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isSession.test(path) && !path.includes('.git/'));
  return { home, root, files };
}

function isJson(text: string, isLines: boolean): boolean {
  try {
    for (const part of isLines ? text.split('\n').filter((line) => line.trim() !== '') : [text])
      JSON.parse(part);
    return true;
  } catch {
    return false;
  }
}

describe.each(agents)('a damaged store of %s', (agent) => {
  it('is read as far as it goes: no exception, no silence', async () => {
    const { home, root, files } = homeOf(agent);
    const whole = files.map((path) => readFileSync(path));
    const argv = ['sessions', '--home', home, '--root', root, '--format', 'json'];
    const cut = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(400),
      bytes: fc.uint8Array({ maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(cut, async ({ file, at, length, bytes }) => {
        const [path, text] = [files[file] ?? '', whole[file] ?? Buffer.alloc(0)];
        const from = Math.floor(at * text.length);
        const damaged = Buffer.concat([text.subarray(0, from), bytes, text.subarray(from + length)]);
        writeFileSync(path, damaged);
        const { stdout, code } = await runCli(argv);
        writeFileSync(path, text);
        expect([0, 3]).toContain(code);
        const { gaps } = JSON.parse(stdout);
        if (!isJson(damaged.toString('utf8'), path.endsWith('.jsonl'))) expect(gaps).not.toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
