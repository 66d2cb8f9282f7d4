import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { agentsPage } from '../../docs/agents.mjs';
import { manPages, usage } from '../../docs/reference.mjs';
import { routesPage } from '../../docs/routes.mjs';
import { agents } from '../../src/agents/index.ts';
import { commands } from '../../src/cli/commands.ts';
import { commonOptions, optionTable } from '../../src/invocation/options.ts';
import { explainRoutes } from '../../src/scan/explain-routes.ts';
import { routes } from '../../src/scan/routes.ts';

const tables = { commands, commonOptions, optionTable, version: '0.0.0' };

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

  it('has a man page for the program and for each command, and npm links them', () => {
    const pages = manPages(tables);
    const [first, ...rest] = pages;
    expect(rest.map(({ file }) => file)).toEqual(
      commands.map(({ name }) => `yolo-triage-${name.replaceAll(' ', '-')}.1`),
    );
    for (const { name } of commands)
      expect(plain(first)).toContain(`yolo-triage-${name.replaceAll(' ', '-')} (1)`);
    const { man } = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
    );
    expect([...man].sort()).toEqual(pages.map(({ file }) => `dist/man/${file}`).sort());
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'the man page of %s has its options and examples',
    (name, { options, examples }) => {
      const file = `yolo-triage-${name.replaceAll(' ', '-')}.1`;
      const page = plain(manPages(tables).find((one) => one.file === file));
      const names: readonly (keyof typeof optionTable)[] = [...commonOptions, ...options];
      for (const option of names) expect(page).toContain(`.B ${optionTable[option].flags}\n`);
      for (const example of examples) expect(page).toContain(`yolo-triage ${name} ${example}`.trimEnd());
    },
  );
});

/** What roff escapes, as it is read. */
function plain(page: { readonly text: string } | undefined): string {
  return (page?.text ?? '').replaceAll('\\-', '-').replaceAll('\\e', '\\');
}
