// A root of its own for programs: what they are linked with, git, and nothing else of this machine.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths of what a program loads, as the dynamic linker tells them. */
function librariesOf(program) {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  return [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path]) => path);
}

/**
 * @param {string} root
 * @param {Record<string, string>} programs path outside, by the path inside
 */
export function addPrograms(root, programs) {
  for (const [inside, outside] of Object.entries(programs)) {
    const files = {
      [inside]: outside,
      ...Object.fromEntries(librariesOf(outside).map((path) => [path, path])),
    };
    for (const [to, from] of Object.entries(files)) {
      const path = join(root, to);
      mkdirSync(dirname(path), { recursive: true });
      if (!existsSync(path)) copyFileSync(from, path);
    }
  }
}

const asRoot = process.getuid?.() === 0 ? [] : ['unshare', '--map-root-user'];

/** @returns {{ status: number | null, stdout: string, stderr: string, error?: Error }} */
export function runInside(root, command, input = '') {
  const [program, ...args] = [...asRoot, 'chroot', root, ...command];
  const env = { PATH: '/bin:/usr/sbin:/sbin', HOME: '/case/home/dana', TZ: 'UTC' };
  return spawnSync(program, args, { env, input, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

/** Why there can be no such root here, if so. */
export function whyNoRoot() {
  if (process.platform !== 'linux')
    return `a root of its own is made on Linux only, this is ${process.platform}`;
  if (spawnSync('ldd', ['--version']).error) return 'there is no ldd here';
  const { status } = spawnSync(asRoot[0] ?? 'chroot', [
    ...asRoot.slice(1),
    ...(asRoot.length > 0 ? ['chroot'] : []),
    '/',
    '/bin/true',
  ]);
  return status === 0 ? undefined : 'this user may not change its root';
}
