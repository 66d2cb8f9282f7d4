import { join } from 'node:path';
import { objectOf } from '../../json-object.ts';
import type { Home } from '../home.ts';
import { parseYaml } from './parse-yaml.ts';
import { plainValue } from './plain-value.ts';
import { readText } from './read-text.ts';

const bytesAtMost = 256 * 1024;

/** https://cli.github.com/manual/gh_help_environment, `GH_CONFIG_DIR` */
const hostsFile = '.config/gh/hosts.yml';
/** https://git-scm.com/docs/git-config#FILES */
const gitConfigurations = ['.gitconfig', '.config/git/config'];

/** What a home's own settings say of its user's accounts. */
export interface OwnLogins {
  /** Of `gh`, lower case: `github.com/dana`. */
  readonly accounts: readonly string[];
  /** Texts of the configurations of git. */
  readonly identities: readonly string[];
}

/** A file that cannot be read names nobody, and is no gap of the case. */
export function ownLogins(home: Home): OwnLogins {
  return {
    accounts: [...new Set(accountsOfHosts(read(hostsFile, home)))],
    identities: gitConfigurations.map((name) => read(name, home)),
  };
}

function read(name: string, home: Home): string {
  const evidence = { home, isLive: false, reportGap: () => undefined };
  return readText(join(home.directory, name), evidence, bytesAtMost)?.text ?? '';
}

/** By host: `user`, the active account, and `users`, all that are logged in. */
function accountsOfHosts(text: string): readonly string[] {
  // Most homes have no such file, and the parser is loaded when it is called.
  const hosts = text === '' ? {} : (objectOf(plainValue(parseYaml(text).root)) ?? {});
  return Object.entries(hosts).flatMap(([host, value]) => {
    const { user, users } = objectOf(value) ?? {};
    const names = [...(typeof user === 'string' ? [user] : []), ...Object.keys(objectOf(users) ?? {})];
    return names.map((name) => `${host}/${name}`.toLowerCase());
  });
}
