import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { treeOf } from './support.ts';

const flag = 'claude --dangerously-skip-permissions';
const hostile = 'run [x](http://a)|<img src=x>`$(id)`\u202e.sh';

function sample(): string {
  return treeOf({
    'run.sh': `IS_SANDBOX=1 ${flag}\n# yolo-triage:allow known\n${flag} -p again\n`,
    'a b/ü:1.sh': `${flag} # \u001b[31m <script> | \`\n`,
    [hostile]: flag,
    '.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"},',
  });
}

/** Microsoft's validator, with GitHub's own rules. */
function validate(sarif: string, folder: string): unknown[] {
  const require = createRequire(import.meta.url);
  const program = join(
    dirname(require.resolve('@microsoft/sarif-multitool-linux/package.json')),
    'Sarif.Multitool',
  );
  const file = join(folder, 'log.sarif');
  const verdict = join(folder, 'verdict.sarif');
  writeFileSync(file, sarif);
  execFileSync(program, ['validate', file, '--rule-kind', 'Sarif;Ghas', '--output', verdict], {
    stdio: 'ignore',
  });
  expect(existsSync(verdict)).toBe(true);
  return JSON.parse(readFileSync(verdict, 'utf8')).runs[0].results;
}

describe('formats of a scan', () => {
  it.runIf(process.platform === 'linux')('SARIF satisfies an independent validator', async () => {
    const root = sample();
    const { stdout } = await runCli(['scan', root, '--format', 'sarif']);
    const [run] = JSON.parse(stdout).runs;
    expect(run.results.length).toBe(5);
    expect(run.results.filter((result: object) => 'suppressions' in result).length).toBe(1);
    expect(run.tool.driver.rules[0].properties['security-severity']).toMatch(/^\d+\.\d$/);
    const manual = readFileSync(new URL('../../docs/scan-routes.md', import.meta.url), 'utf8');
    for (const { id, help, helpUri } of run.tool.driver.rules) {
      expect(helpUri).toMatch(/^https:/);
      expect(help.markdown).toContain(`docs/scan-routes.md#${id}`);
      expect(manual).toContain(`\n## ${id}\n`);
    }
    expect(validate(stdout, root)).toEqual([]);
    rmSync(root, { recursive: true });
  });

  it('Markdown carries no markup of the evidence', async () => {
    const root = sample();
    const { stdout } = await runCli(['scan', root, '--format', 'markdown']);
    expect(stdout).toContain('# Places where permission prompts are off');
    const outsideOfCode = stdout.replace(/(`+)[\s\S]*?[^`]\1(?!`)|<code>.*?<\/code>/g, '');
    expect(outsideOfCode).not.toMatch(/<img|<script|\]\(http|\u202e|\u001b/);
    rmSync(root, { recursive: true });
  });

  it('the table says what was accepted and what is a gap', async () => {
    const root = sample();
    const { stdout } = await runCli(['scan', root]);
    expect(stdout).toContain('Accepted before:');
    expect(stdout).toContain('4 places where permission prompts are off');
    expect(stdout).toContain('1 gap');
    expect(stdout).not.toMatch(/\u202e|\u001b\[31m/);
    rmSync(root, { recursive: true });
  });

  it('NDJSON has the fixed fields', async () => {
    const root = sample();
    const { stdout } = await runCli(['scan', root, '--format', 'ndjson']);
    const row = JSON.parse(stdout.split('\n')[0] ?? '');
    const fixed = [
      'path',
      'line',
      'kind',
      'route',
      'scope',
      'guard',
      'isolation',
      'level',
      'fingerprint',
      'text',
    ];
    expect(Object.keys(row)).toEqual(expect.arrayContaining(fixed));
    rmSync(root, { recursive: true });
  });

  it('one command that says it twice is one place with both pieces', async () => {
    const prompt = 'x'.repeat(200);
    const root = treeOf({ 'run.sh': `${flag} -p ${prompt} --allowedTools Bash\n` });
    const { stdout } = await runCli(['scan', root, '--format', 'json']);
    const table = await runCli(['scan', root]);
    rmSync(root, { recursive: true, force: true });
    const { occurrences, routes } = JSON.parse(stdout);
    expect(occurrences).toHaveLength(1);
    expect(occurrences[0].also).toEqual(['blanket-tools-flag']);
    expect(occurrences[0].piece).toMatch(/dangerously-skip-permissions.*… …x+ --allowedTools/);
    expect(routes.map(({ id }: { id: string }) => id)).toEqual([
      'blanket-tools-flag',
      'skip-permissions-flag',
    ]);
    expect(table.stdout).toContain('skip-permissions-flag + blanket-tools-flag');
  });

  it('gives the same bytes twice', async () => {
    const root = sample();
    for (const format of ['table', 'json', 'ndjson', 'sarif', 'markdown']) {
      const first = await runCli(['scan', root, '--format', format]);
      expect(await runCli(['scan', root, '--format', format])).toEqual(first);
    }
    rmSync(root, { recursive: true });
  });
});
