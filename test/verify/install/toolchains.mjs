// Versions of Node and npm other than the machine's, as packages of npm: no download of their own, no change of the machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const nodeVersions = ['20', '22', '24', '26'];
/** The newest first: it is the one that the short suite runs with. */
export const npmVersions = ['11', '10'];

/**
 * @param {string} folder for the packages
 * @param {string} name of a package
 * @param {string} version its first part
 * @returns {{ path: string } | { missing: string }} the folder of the package, or why there is none
 */
function packageOf(folder, name, version) {
  const own = join(folder, `${name}-${version}`);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{}');
  try {
    const options = ['--no-save', '--silent', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, `${name}@${version}`], { cwd: own, stdio: 'pipe' });
    return { path: join(own, 'node_modules', name) };
  } catch {
    return { missing: `npm has no ${name}@${version} here` };
  }
}

/** @param {string} folder */
export const nodeOf = (folder, version) => {
  const own = process.versions.node.split('.')[0];
  if (version === own) return { path: process.execPath };
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const found = packageOf(folder, name, version);
  return found.path === undefined ? found : { path: join(found.path, 'bin', 'node') };
};

/** @param {string} folder */
export const npmOf = (folder, version) => packageOf(folder, 'npm', version);

/**
 * A folder for the front of PATH with both, and the environment that has it there.
 * @param {string} folder that is made
 */
export function environmentOf(folder, node, npm) {
  mkdirSync(folder, { recursive: true });
  symlinkSync(node, join(folder, 'node'));
  for (const name of ['npm', 'npx']) symlinkSync(join(npm, 'bin', `${name}-cli.js`), join(folder, name));
  // What the npm that started this script told its children is not for them.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [folder, ...process.env.PATH.split(':').filter((part) => !part.includes('node_modules'))].join(':'),
  };
}
