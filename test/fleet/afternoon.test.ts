import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFleet } from '../../fixtures/build-fleet.mjs';
import { runCli } from '../support/run-cli.ts';

const file = fileURLToPath(new URL('../../docs/fleet.md', import.meta.url));
const page = readFileSync(file, 'utf8');
const section = /^## An analyst's afternoon$[\s\S]*?^(?=## )/m.exec(page)?.[0] ?? '';

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-afternoon-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('does what docs/fleet.md says, and answers what stands there; run with -u to write it anew', {
  timeout: 60_000,
}, async () => {
  let written = section;
  let shown = '';
  for (const [block, language, name, text = ''] of section.matchAll(
    /^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm,
  )) {
    if (language === 'sh') shown = await run(text);
    else if (name !== undefined) writeFileSync(join(folder, name), text);
    else written = written.replace(block, () => `\`\`\`text\n${shown}\`\`\``);
  }
  await expect(page.replace(section, () => written)).toMatchFileSnapshot(file);
  const report = readFileSync(join(folder, 'fleet.md'), 'utf8');
  expect(report).toContain('docs.plotkit.example');
  expect(report).toContain('| Hosts | 3 of 2 teams; 3 reported in the last seven days |');
  expect(readFileSync(join(folder, 'fleet.html'), 'utf8')).toContain('<h1');
});

/** @returns what the last of the commands shows, with the folder of the test as the reader's own */
async function run(commands: string): Promise<string> {
  let shown = '';
  for (const command of commands.trimEnd().split('\n')) {
    const [program, ...argv] = command.split(' ');
    if (program === 'node') {
      buildFleet(join(folder, argv.at(-1) ?? ''));
      continue;
    }
    expect(program).toBe('yolo-triage');
    const { code, stdout, stderr } = await runCli(argv, { cwd: folder });
    expect([0, 3], `${command}\n${stderr}`).toContain(code);
    shown = stdout.replaceAll(`${folder}/`, '');
  }
  return shown;
}
