import type { Traced } from '../events/provenance/write-ledger.ts';
import type { ConfiguredServer } from '../evidence/configuration/read-servers.ts';
import { registersServer } from './registration.ts';

/** What to look for in the calls that may have written a server's entry. */
export function tracedServer(server: ConfiguredServer): Traced {
  return { file: server.file, words: [server.name, ...definition(server)], isRegistration: registersServer };
}

/**
 * The same of a server that no configuration names any more.
 * @param home as the evidence writes it
 */
export function tracedName(name: string, home: string): Traced {
  return { file: `${home}/.claude.json`, words: [name], isRegistration: registersServer };
}

/** The one word that tells this definition from an earlier one of the same name: the script, the package, the address. */
function definition({ command, args, url }: ConfiguredServer): readonly string[] {
  const telling = [...args]
    .reverse()
    .find((word) => /[/\\@.]/.test(word) && !word.startsWith('-') && !word.includes(' characters]'));
  const word = url ?? telling ?? command;
  return word === undefined || word.includes(' characters]') ? [] : [word];
}
