// Compiles the scanner into a module of its own, which the sources import like any other: `npm run compile` does so.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledModule } from '../../../build/compile-wasm.mjs';

const target = fileURLToPath(new URL('./compiled-scanner.ts', import.meta.url));

/** @returns {string} the text of `compiled-scanner.ts` */
export function compileScanner() {
  const source = new URL('./wasm/scan.ts', import.meta.url);
  return compiledModule(source, { name: 'compiledScanner', maker: 'compile.mjs' });
}

/** Writes it where it has changed. */
export function writeCompiledScanner() {
  const text = compileScanner();
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
