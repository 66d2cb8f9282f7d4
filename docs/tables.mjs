// The program's own tables of commands and options, for what is made from them.
import { loadSource } from '../build/load-source.mjs';

export async function loadTables(version) {
  const { commands } = await loadSource('cli/commands.ts');
  const { commonOptions, optionTable } = await loadSource('invocation/options.ts');
  return { commands, commonOptions, optionTable, version };
}
