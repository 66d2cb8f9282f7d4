import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HardenReport } from '../../src/harden/harden-report.ts';
import { type TargetSystem, targetSystems } from '../../src/harden/target-system.ts';
import { runCli } from '../support/run-cli.ts';

const systems = Object.keys(targetSystems) as TargetSystem[];
const everything = [
  '--lock',
  'hooks',
  '--lock',
  'mcp',
  '--lock',
  'rules',
  '--lock',
  'plugins',
  '--telemetry',
  'https://otel.corp.test',
  '--auto-mode',
];

function scratchRoot(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'harden-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function harden(...argv: string[]): Promise<{ code: number; report: HardenReport }> {
  const { code, stdout, stderr } = await runCli(['harden', ...argv, '--format', 'json']);
  expect(stderr).toBe('');
  return { code, report: JSON.parse(stdout) };
}

/** Every file and folder below the root, with bytes, permissions and time. */
function snapshot(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const stat = lstatSync(join(root, path));
      if (stat.isDirectory()) return [path, 'folder'];
      return [path, `${stat.mode.toString(8)} ${stat.mtimeMs} ${readFileSync(join(root, path), 'base64')}`];
    }),
  );
}

function written(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => statSync(join(root, path)).isFile() && !path.endsWith('harden-record.json'),
  );
}

describe.each(systems)('on %s', (system) => {
  const folder = targetSystems[system].folder;
  const main = `${folder}/managed-settings.json`;

  it('is in force after it was written, and byte for byte gone after it was reverted', async () => {
    const root = scratchRoot({
      [main]:
        '{"model":"opus",\t"permissions":{"deny":["Bash(curl *)"],"disableBypassPermissionsMode":true}}',
      [`${folder}/managed-settings.d/10-team.json`]: '{"cleanupPeriodDays": 7}\n',
      'keep/me.txt': 'x',
    });
    chmodSync(join(root, main), 0o600);
    utimesSync(join(root, main), 1_700_000_000, 1_700_000_000);
    const before = snapshot(root);
    const place = ['--system', system, '--output-dir', root, ...everything];
    const { code, report } = await harden(...place);
    expect([code, report.action]).toEqual([0, 'write']);
    expect(report.plans?.[0]?.notes.join('\n')).toMatch(
      /disableBypassPermissionsMode was true[\s\S]*cleanupPeriodDays/,
    );
    const settings = JSON.parse(readFileSync(join(root, main), 'utf8'));
    expect(settings).toMatchObject({
      model: 'opus',
      permissions: { deny: ['Bash(curl *)'], disableBypassPermissionsMode: 'disable' },
    });
    const checked = await harden('--check', '--system', system, '--root', root, ...everything);
    expect([checked.code, checked.report.checks?.[0]?.drift]).toEqual([0, []]);
    expect(checked.report.checks?.[0]?.keys.filter(({ inForce }) => !inForce)).toEqual([]);
    await harden(...place);
    expect((await harden('--revert', '--system', system, '--output-dir', root)).code).toBe(0);
    expect(snapshot(root)).toEqual(before);
  });

  it('finds every single mutation of a written file', async () => {
    const root = scratchRoot();
    await harden('--system', system, '--output-dir', root, ...everything);
    const check = async () =>
      (await harden('--check', '--system', system, '--root', root, ...everything)).code;
    expect(await check()).toBe(0);
    for (const path of written(root)) {
      const original = readFileSync(join(root, path));
      const mutants = [
        original.subarray(0, -1),
        Buffer.concat([original, Buffer.from(' ')]),
        Buffer.alloc(0),
        ...fc.sample(fc.nat(original.length - 1), 2).map((at) => flipped(original, at)),
      ];
      for (const mutant of mutants) {
        writeFileSync(join(root, path), mutant);
        expect(await check(), `${path} changed`).toBe(1);
      }
      rmSync(join(root, path));
      expect(await check(), `${path} deleted`).toBe(1);
      writeFileSync(join(root, path), original);
    }
    expect(await check()).toBe(0);
  });

  it('finds every setting that is missing or weaker, without a record of what was written', async () => {
    const root = scratchRoot();
    await harden('--system', system, '--output-dir', root, ...everything);
    rmSync(join(root, 'yolo-triage/harden-record.json'));
    const settings = JSON.parse(readFileSync(join(root, main), 'utf8'));
    for (const path of leaves(settings)) {
      for (const value of [undefined, 'other']) {
        writeFileSync(join(root, main), JSON.stringify(changed(settings, path, value)));
        const { code } = await harden('--check', '--system', system, '--root', root, ...everything);
        expect(code, `${path.join('.')} = ${value}`).toBe(1);
      }
    }
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[...path]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

function changed(
  settings: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const inner = rest.length === 0 ? value : changed(settings[first] as Record<string, unknown>, rest, value);
  return { ...settings, [first]: inner };
}

it('plans without writing, and says what each value is for and since when', async () => {
  const root = scratchRoot();
  const { code, report } = await harden('--system', 'linux', '--root', root);
  expect([code, report.action]).toEqual([0, 'plan']);
  expect(readdirSync(root)).toEqual([]);
  for (const { reason, documentation } of report.plans?.[0]?.keys ?? []) {
    expect(reason.length).toBeGreaterThan(20);
    expect(documentation).toMatch(/^https:\/\/code\.claude\.com\/docs\/en\//);
  }
  const table = await runCli(['harden', '--system', 'linux', '--root', root]);
  expect(table.stdout).toContain('Nothing was written');
});

it('says which installed versions ignore a setting, and what stays open', async () => {
  const root = scratchRoot({
    'home/dana/.local/share/claude/versions/2.1.100': '',
    'usr/lib/node_modules/@anthropic-ai/claude-code/package.json': '{"version":"2.1.300"}',
    'home/dana/.codex/config.toml': '',
  });
  await harden('--system', 'linux', '--output-dir', root);
  const { code, report } = await harden('--check', '--system', 'linux', '--root', root);
  const [check] = report.checks ?? [];
  expect(code).toBe(1);
  expect(check?.installed.map(({ version }) => version)).toEqual(['2.1.100', '2.1.300']);
  expect(
    check?.keys.filter(({ ignoredBy }) => ignoredBy.length > 0).map(({ path }) => path.join('.')),
  ).toEqual(['requiredMinimumVersion']);
  expect(check?.open.find(({ what }) => what.includes('Codex'))?.traces).toEqual(['home/dana/.codex']);
});

it('keeps what is stricter already', async () => {
  const standing = { cleanupPeriodDays: 3650, requiredMinimumVersion: '2.1.300' };
  const root = scratchRoot({ 'etc/claude-code/managed-settings.json': JSON.stringify(standing) });
  await harden('--system', 'linux', '--output-dir', root);
  expect(JSON.parse(readFileSync(join(root, 'etc/claude-code/managed-settings.json'), 'utf8'))).toMatchObject(
    standing,
  );
  expect((await harden('--check', '--system', 'linux', '--root', root)).code).toBe(0);
});

it('takes the rules that replay suggests', async () => {
  const root = scratchRoot({
    'suggested.json': '{"permissions":{"allow":["Bash(make *)"],"deny":["Bash(curl *)"]}}',
  });
  await harden('--system', 'linux', '--output-dir', root, '--rules', join(root, 'suggested.json'));
  const settings = JSON.parse(readFileSync(join(root, 'etc/claude-code/managed-settings.json'), 'utf8'));
  expect(settings.permissions).toMatchObject({ allow: ['Bash(make *)'], deny: ['Bash(curl *)'] });
});

it('writes a profile for macOS and a registry file for Windows that carry the same settings', async () => {
  const root = scratchRoot();
  await harden('--system', 'macos', '--system', 'windows', '--output-dir', root, '--detections');
  const profile = readFileSync(join(root, 'macos/yolo-triage/claude-code.mobileconfig'), 'utf8');
  expect(profile).toMatch(/<key>disableBypassPermissionsMode<\/key>\s*<string>disable<\/string>/);
  expect(profile).toContain('<string>com.anthropic.claudecode</string>');
  const registry = readFileSync(join(root, 'windows/yolo-triage/claude-code-policy.reg')).toString('utf16le');
  const value =
    /"Settings"="(.*)"\r\n/.exec(registry)?.[1]?.replaceAll('\\"', '"').replaceAll('\\\\', '\\') ?? '';
  const file = JSON.parse(
    readFileSync(join(root, 'windows/Program Files/ClaudeCode/managed-settings.json'), 'utf8'),
  );
  expect(JSON.parse(value)).toEqual(file);
  expect(readdirSync(join(root, 'detections')).sort()).toEqual([
    'crowdstrike',
    'elastic',
    'git',
    'osquery',
    'semgrep',
    'sentinel',
    'sigma',
    'splunk',
  ]);
});

it('lists each file of detection content, planned or written, and says nothing of it unasked', async () => {
  const root = scratchRoot();
  const planned = await harden('--system', 'linux', '--root', root, '--detections');
  expect(snapshot(root)).toEqual({});
  await harden('--system', 'linux', '--output-dir', root, '--detections');
  const written = Object.entries(snapshot(root)).filter(
    ([path, what]) => path.startsWith('detections/') && what !== 'folder',
  );
  expect(planned.report.detections?.map(({ path }) => path).sort()).toEqual(written.map(([path]) => path));
  const { stdout } = await runCli(['harden', '--system', 'linux', '--output-dir', root, '--detections']);
  for (const [path] of written) expect(stdout).toMatch(new RegExp(`keep +${path.replaceAll('.', '\\.')} `));
  expect((await harden('--system', 'linux', '--root', root)).report.detections).toBeUndefined();
});

it('writes through no link, and reverts nothing that would lose a later change', async () => {
  const root = scratchRoot({ 'elsewhere/x': '' });
  symlinkSync(join(root, 'elsewhere'), join(root, 'etc'));
  const through = await runCli(['harden', '--system', 'linux', '--output-dir', root]);
  expect([through.code, through.stderr]).toEqual([2, expect.stringContaining('is a link')]);
  rmSync(join(root, 'etc'));
  await harden('--system', 'linux', '--output-dir', root);
  writeFileSync(join(root, 'etc/claude-code/managed-settings.json'), '{}');
  const lost = await runCli(['harden', '--revert', '--system', 'linux', '--output-dir', root]);
  expect([lost.code, lost.stderr]).toEqual([2, expect.stringContaining('changed since')]);
  expect(readFileSync(join(root, 'etc/claude-code/managed-settings.json'), 'utf8')).toBe('{}');
});
