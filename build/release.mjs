// Everything that a release hands out, in release/: archive, executable of this platform, list of contents, checksums.
// npm run release [-- --node <path of a Node>]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withNode } from './sbom.mjs';

const folder = 'release';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { values } = parseArgs({ options: { node: { type: 'string', default: process.execPath } } });
const told = (expression) => execFileSync(values.node, ['-p', expression], { encoding: 'utf8' }).trim();
const platform = told('[process.platform, process.arch].join("-")');
const name = `yolo-triage-${version}-${platform}`;
const executable = join(folder, `${name}${platform.startsWith('win32') ? '.exe' : ''}`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]);
execFileSync(process.execPath, ['build/binary.mjs', '--node', values.node, '--output', executable]);
copyFileSync('dist/THIRD-PARTY-LICENSES.txt', join(folder, 'THIRD-PARTY-LICENSES.txt'));
const sbom = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8'));
const ofExecutable = withNode(sbom, told('process.versions.node'));
for (const [file, contents] of Object.entries({
  [`yolo-triage-${version}.cdx.json`]: sbom,
  [`${name}.cdx.json`]: ofExecutable,
})) {
  writeFileSync(join(folder, file), `${JSON.stringify(contents, null, 2)}\n`);
}

const files = readdirSync(folder).sort();
const digestOf = (file) =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
// The form of sha256sum, which checks it: sha256sum -c SHA256SUMS
writeFileSync(join(folder, 'SHA256SUMS'), files.map((file) => `${digestOf(file)}  ${file}\n`).join(''));
for (const file of [...files, 'SHA256SUMS']) {
  console.log(`${statSync(join(folder, file)).size.toLocaleString('en').padStart(12)}  ${file}`);
}
