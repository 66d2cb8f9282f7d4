// Compiles the search for byte strings into a module of its own: `npm run compile` does so.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledModule } from '../../../build/compile-wasm.mjs';

const target = fileURLToPath(new URL('./compiled-finder.ts', import.meta.url));

/** @returns {string} the text of `compiled-finder.ts` */
export function compileFinder() {
  const source = new URL('./wasm/find-needles.ts', import.meta.url);
  return compiledModule(source, { name: 'compiledFinder', maker: 'compile.mjs' });
}

/** Writes it where it has changed. */
export function writeCompiledFinder() {
  const text = compileFinder();
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
