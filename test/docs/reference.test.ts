import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { agentsPage } from '../../docs/agents.mjs';
import { bashCompletion, fishCompletion, manPage, usage, zshCompletion } from '../../docs/reference.mjs';
import { routesPage } from '../../docs/routes.mjs';
import { agents } from '../../src/agents/index.ts';
import { commandGroups, commands } from '../../src/cli/commands.ts';
import { commonOptions, optionTable } from '../../src/invocation/options.ts';
import { explainRoutes } from '../../src/scan/explain-routes.ts';
import { routes } from '../../src/scan/routes.ts';

const tables = { commandGroups, commands, commonOptions, optionTable, version: '0.0.0' };

describe('what is made from the tables of the program', () => {
  it('docs/usage.md is up to date (else: npm run docs)', () => {
    const file = fileURLToPath(new URL('../../docs/usage.md', import.meta.url));
    expect(readFileSync(file, 'utf8')).toBe(usage(tables));
  });

  it('docs/agents.md is up to date (else: npm run docs)', () => {
    const file = fileURLToPath(new URL('../../docs/agents.md', import.meta.url));
    expect(readFileSync(file, 'utf8')).toBe(agentsPage(agents));
  });

  it('docs/scan-routes.md is up to date (else: npm run docs)', () => {
    const file = fileURLToPath(new URL('../../docs/scan-routes.md', import.meta.url));
    expect(readFileSync(file, 'utf8')).toBe(routesPage(explainRoutes(Object.keys(routes))));
  });

  it('the man page names every command and every option', () => {
    const page = manPage(tables).replaceAll('\\-', '-');
    for (const { name } of commands) expect(page).toContain(`yolo-triage ${name}`);
    for (const { flags } of Object.values(optionTable)) expect(page).toContain(flags);
  });

  it('bash completes commands, options and formats', () => {
    const complete = (words: string, index: number) =>
      execFileSync('bash', [
        '-c',
        `source /dev/stdin <<'END'\n${bashCompletion(tables)}\nEND\nCOMP_WORDS=(${words}); COMP_CWORD=${index}; _yolo_triage; echo "\${COMPREPLY[@]}"`,
      ])
        .toString()
        .trim();
    expect(complete('yolo-triage coll', 1)).toBe('collect');
    expect(complete('yolo-triage report --format h', 3)).toBe('html');
    expect(complete('yolo-triage collect --arch', 2)).toBe('--archive');
    expect(complete('yolo-triage flee', 1)).toBe('fleet');
    expect(complete('yolo-triage fleet lo', 2)).toBe('load');
    expect(complete('yolo-triage fleet load --data', 3)).toBe('--database');
  });

  it('zsh and fish know every command', () => {
    for (const { name } of commands) {
      expect(zshCompletion(tables)).toContain(`    '${name}') _arguments`);
      expect(fishCompletion(tables)).toMatch(new RegExp(`-a '?(?:\\w+ )*${name.split(' ').at(-1)}\\b`));
    }
  });
});
