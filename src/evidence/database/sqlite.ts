let loaded: typeof import('node-sqlite3-wasm') | undefined;

/**
 * SQLite as WebAssembly: the same on every version of Node, and damaged or forged databases cannot reach out of it. It
 * reads pages when they are asked for. `require` and not `import`, because only what meets a database is to load it;
 * the build puts it beside the program.
 */
export function sqlite(): typeof import('node-sqlite3-wasm') {
  loaded ??= require('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm');
  return loaded;
}
