// Compiles the scanner into a module of its own, which the sources import like any other: `npm run build` does so.
// It is kept with the sources, so that they run as they are; a test compares it with what it was compiled from.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('./compiled-scanner.ts', import.meta.url));

/** @returns {string} the text of `compiled-scanner.ts` */
export function compileScanner() {
  const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
  const source = fileURLToPath(new URL('./wasm/scan.ts', import.meta.url));
  const compiler = fileURLToPath(new URL('../../../node_modules/assemblyscript/bin/asc.js', import.meta.url));
  const output = join(folder, 'scan.wasm');
  const options = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '-O3'];
  try {
    execFileSync(process.execPath, [compiler, source, '-o', output, ...options], { stdio: 'inherit' });
    const lines =
      readFileSync(output)
        .toString('base64')
        .match(/.{1,100}/g) ?? [];
    const text = lines.map((line) => `  '${line}'`).join(' +\n');
    return `// Made from wasm/scan.ts by compile.mjs.\nexport const compiledScanner =\n${text};\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes it where it has changed. */
export function writeCompiledScanner() {
  const text = compileScanner();
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
