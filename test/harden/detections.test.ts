import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detectionFiles } from '../../src/harden/detections/detection-files.ts';
import { unattendedLaunches } from '../../src/harden/detections/unattended-launch.ts';
import { detect } from '../support/detect.ts';
import { logEvent } from '../support/log-event.ts';
import { processEvents } from './process-events.ts';

const files = new Map(detectionFiles().map(({ path, text }) => [path, text]));
const text = (path: string): string => files.get(path) ?? '';
const sigmaPaths = [...files.keys()].filter((path) => path.startsWith('sigma/'));

describe('Sigma rules', () => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strict: false });
  formats.default(ajv);
  const schemaFile = join(import.meta.dirname, '../detect/sigma-schema/sigma-detection-rule-schema.json');
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

  it.each(sigmaPaths)('%s is valid against the official schema', (path) => {
    expect(validate(parse(text(path))), JSON.stringify(validate.errors)).toBe(true);
  });

  it('have one id each', () => {
    const ids = sigmaPaths.map((path) => parse(text(path)).id);
    expect(new Set(ids).size).toBe(sigmaPaths.length);
  });

  it.each(processEvents)('on $product: $commandLine', ({ product, image, commandLine, launch }) => {
    const event = logEvent({ Image: image, CommandLine: commandLine }, { products: [product] });
    const found = sigmaPaths.filter((path) => detect(text(path), [event]).length > 0);
    expect(found).toEqual(launch === undefined ? [] : [`sigma/${product}/${launch}.yml`]);
  });
});

const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0;

describe('the osquery pack', () => {
  const { queries } = JSON.parse(text('osquery/unattended-agents.conf'));

  it.skipIf(!hasSqlite)('is read by SQLite and finds each launch and no mention (needs sqlite3)', () => {
    const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
    const rows = processEvents.map(
      ({ image, commandLine }, pid) => `(${pid}, 1, 1000, ${quoted(image)}, ${quoted(commandLine)}, 0)`,
    );
    const tables =
      'CREATE TABLE processes (pid, parent, uid, path, cmdline, start_time); CREATE TABLE file (path, mode, uid, size, mtime);';
    const asked = unattendedLaunches.map(
      ({ id }) => `SELECT '# ${id}'; ${queries[id.replaceAll('-', '_')].query}`,
    );
    const script = [
      tables,
      `INSERT INTO processes VALUES ${rows.join(', ')};`,
      ...asked,
      queries.claude_managed_policy.query,
    ];
    const out = execFileSync('sqlite3', ['-batch', ':memory:'], {
      input: script.join('\n'),
      encoding: 'utf8',
    });
    let current = '';
    const found: string[] = [];
    for (const line of out.trim().split('\n')) {
      if (line.startsWith('# ')) current = line.slice(2);
      else found.push(`${line.split('|')[0]} ${current}`);
    }
    const wanted = processEvents.flatMap(({ launch }, pid) =>
      launch === undefined ? [] : [`${pid} ${launch}`],
    );
    expect(found.sort()).toEqual(wanted.sort());
  });
});

describe('queries for SIEMs', () => {
  it.each([
    'elastic/unattended-agents.eql',
    'splunk/unattended-agents.spl',
    'sentinel/unattended-agents.kql',
    'crowdstrike/unattended-agents.cql',
  ])('%s asks for every launch, with quotes and brackets closed', (path) => {
    const blocks = text(path).split(/\n\n/);
    expect(blocks).toHaveLength(unattendedLaunches.length);
    for (const block of blocks) {
      const plain = block.replace(/\\./g, '');
      expect((plain.match(/"/g) ?? []).length % 2).toBe(0);
      const outside = plain.replace(/"[^"]*"|\/[^/\n]*\/i?/g, '');
      expect((outside.match(/\(/g) ?? []).length).toBe((outside.match(/\)/g) ?? []).length);
    }
    for (const { words } of unattendedLaunches) {
      for (const word of words) expect(text(path).replaceAll('\\', '')).toContain(word.trim());
    }
  });
});

/** Lines of a repository: which rule takes them. */
const lines: readonly (readonly [line: string, rule: string])[] = [
  ['claude --dangerously-skip-permissions -p "$1"', 'skip-permissions-flag'],
  ["alias yolo='claude --dangerously-skip-permissions'", 'skip-permissions-flag'],
  ['claude --permission-mode bypassPermissions', 'bypass-mode-flag'],
  ['claude --allow-dangerously-skip-permissions', 'allow-skip-permissions-flag'],
  ['  "defaultMode": "bypassPermissions"', 'default-mode-setting'],
  ["  permissionMode: 'bypassPermissions',", 'sdk-mode-option'],
  ['permissionMode: bypassPermissions', 'agent-frontmatter'],
  ['claude --permission-mode plan', 'none'],
  ['const skip = permissions.dangerously;', 'none'],
  ['"defaultMode": "acceptEdits"', 'none'],
];

describe('Semgrep rules', () => {
  const rules: { id: string; 'pattern-regex': string }[] = parse(text('semgrep/unattended-agents.yml')).rules;

  it.each(lines)('%s', (line, expected) => {
    // JavaScript writes the multi-line option and the class of blanks otherwise than PCRE.
    const found = rules.filter((rule) =>
      new RegExp(rule['pattern-regex'].replace('(?m)', '').replaceAll('[:space:]', '\\s'), 'm').test(line),
    );
    expect(found.map(({ id }) => id)).toEqual(expected === 'none' ? [] : [`yolo-triage.${expected}`]);
  });
});
