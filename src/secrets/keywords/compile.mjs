// Compiles the search for keywords into a module of its own: `npm run compile` does so.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledModule } from '../../../build/compile-wasm.mjs';

const target = fileURLToPath(new URL('./compiled-keywords.ts', import.meta.url));

/** @returns {string} the text of `compiled-keywords.ts` */
export function compileKeywords() {
  const source = new URL('./wasm/find-keywords.ts', import.meta.url);
  return compiledModule(source, { name: 'compiledKeywords', maker: 'compile.mjs' });
}

/** Writes it where it has changed. */
export function writeCompiledKeywords() {
  const text = compileKeywords();
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
