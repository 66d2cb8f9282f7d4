import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const project = fileURLToPath(new URL('../..', import.meta.url));
const recipes = join(project, 'fleet/packages');
const { version, license } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

describe('the recipe for nfpm', () => {
  const recipe = parse(readFileSync(join(recipes, 'nfpm.yaml'), 'utf8'));

  it('is of this version and licence', () => {
    expect(recipe).toMatchObject({ name: 'yolo-triage', version, license });
  });

  it('packs files that are here, and puts the units where systemd looks', () => {
    const files: { src?: string; dst: string; type?: string }[] = recipe.contents;
    const [tree, ...rest] = files;
    expect(tree).toEqual({ src: 'stage/opt/yolo-triage', dst: '/opt/yolo-triage', type: 'tree' });
    const units = rest.filter(({ src }) => src !== undefined);
    expect(units.map(({ dst }) => dst)).toEqual([
      '/usr/lib/systemd/system/yolo-triage-collect.service',
      '/usr/lib/systemd/system/yolo-triage-collect.timer',
    ]);
    for (const { src = '' } of units) expect(existsSync(join(project, src))).toBe(true);
    expect(rest.at(-1)).toEqual({ dst: '/var/spool/yolo-triage', type: 'dir', file_info: { mode: 0o750 } });
  });
});

it.skipIf(!has('shellcheck'))('the scripts satisfy shellcheck (needs shellcheck)', () => {
  const { stdout } = spawnSync('shellcheck', [join(recipes, 'stage.sh'), join(recipes, 'pkgbuild.sh')], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

// The build is there in `npm test`; a single file may run without it.
describe.skipIf(!existsSync(join(project, 'dist/main.js')))('what a package holds', () => {
  let folder: string;
  let archive: string;
  let node: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yolo-triage-packages-'));
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      cwd: project,
      stdio: 'pipe',
    });
    archive = join(folder, readdirSync(folder)[0] ?? '');
    node = join(folder, 'node');
    writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const sh = (...words: string[]) =>
    spawnSync('sh', words, {
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
        HOME: folder,
        npm_config_cache: join(folder, 'cache'),
      },
    });

  it('is the layout that scripts and units expect, and nobody else can change it', {
    timeout: 60_000,
  }, () => {
    const stage = join(folder, 'stage');
    expect(sh(join(recipes, 'stage.sh'), archive, node, stage)).toMatchObject({ status: 0, stderr: '' });
    const prefix = join(stage, 'opt/yolo-triage');
    const own = join(prefix, 'lib/node_modules/yolo-triage');
    const { stdout } = spawnSync(join(prefix, 'bin/node'), [join(own, 'dist/main.js'), '--version'], {
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe(version);
    expect(readdirSync(join(prefix, 'bin'))).toEqual(['node']);
    for (const path of ['fleet/jamf/collect.sh', 'queries', 'dist/sbom.cdx.json']) {
      expect(existsSync(join(own, path)), path).toBe(true);
    }
    for (const name of readdirSync(stage, { recursive: true, encoding: 'utf8' })) {
      const path = join(stage, name);
      if (existsSync(path)) expect(statSync(path).mode & 0o022, name).toBe(0);
    }
    expect(sh(join(recipes, 'stage.sh'), archive, node, stage)).toMatchObject({ status: 2 });
  });

  it('goes to pkgbuild with the daemon of launchd (a stand-in for pkgbuild)', { timeout: 60_000 }, () => {
    execFileSync('mkdir', [join(folder, 'bin')]);
    writeFileSync(
      join(folder, 'bin/pkgbuild'),
      `#!/bin/sh\nprintf '%s\\n' "$@"\ncd "$2" && find Library opt/yolo-triage/bin -type f\n`,
      { mode: 0o755 },
    );
    const { status, stdout } = sh(
      join(recipes, 'pkgbuild.sh'),
      archive,
      node,
      'out.pkg',
      'Developer ID Installer: X',
    );
    expect(status).toBe(0);
    const [, , ...rest] = stdout.trimEnd().split('\n');
    expect(rest.slice(0, 9)).toEqual([
      '--identifier',
      'yolo-triage',
      '--version',
      version,
      '--ownership',
      'recommended',
      '--sign',
      'Developer ID Installer: X',
      'out.pkg',
    ]);
    expect(rest.slice(9).sort()).toEqual([
      'Library/LaunchDaemons/yolo-triage.collect.plist',
      'opt/yolo-triage/bin/node',
    ]);
  });
});
