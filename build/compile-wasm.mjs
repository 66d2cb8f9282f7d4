// Compiles AssemblyScript into a module of its own, which the sources import like any other: `npm run compile` does so.
// It is kept with the sources, so that they run, and are built, without the compiler, which is larger than all else that
// a build needs; tests compare it with what it was compiled from.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/bin/asc.js', import.meta.url));

/**
 * @param {URL} source of the entry
 * @param {{ name: string, maker: string }} given the exported name, and the file that calls this
 * @returns {string} the text of a module that exports the compiled bytes in Base64
 */
export function compiledModule(source, { name, maker }) {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
  const path = fileURLToPath(source);
  const output = join(folder, 'module.wasm');
  const options = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '-O3'];
  try {
    execFileSync(process.execPath, [compiler, path, '-o', output, ...options], { stdio: 'inherit' });
    const lines =
      readFileSync(output)
        .toString('base64')
        .match(/.{1,100}/g) ?? [];
    const text = lines.map((line) => `  '${line}'`).join(' +\n');
    const entry = `${basename(dirname(path))}/${basename(path)}`;
    return `// Made from ${entry} by ${maker}.\nexport const ${name} =\n${text};\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
