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

/**
 * The accounts that a home's own settings name, lower case: `github.com/dana`, or `*` for the host where no host is told.
 * A file that cannot be read names nobody, and is no gap of the case.
 */
export function ownLogins(home: Home): readonly string[] {
  const git = gitConfigurations.flatMap((name) => accountsOfIdentity(read(name, home)));
  return [...new Set([...accountsOfHosts(read(hostsFile, home)), ...git])];
}

function read(name: string, home: Home): string {
  const evidence = { home, isLive: false, reportGap: () => undefined };
  return readText(join(home.directory, name), evidence, bytesAtMost)?.text ?? '';
}

/** By host: `user`, the active account, and `users`, all that are logged in. */
function accountsOfHosts(text: string): readonly string[] {
  const hosts = objectOf(plainValue(parseYaml(text).root)) ?? {};
  return Object.entries(hosts).flatMap(([host, value]) => {
    const { user, users } = objectOf(value) ?? {};
    const names = [...(typeof user === 'string' ? [user] : []), ...Object.keys(objectOf(users) ?? {})];
    return names.map((name) => `${host}/${name}`.toLowerCase());
  });
}

const nameOfUser = /^(?:(?:user\.)?name|(?:github\.)?user)\s*=\s*([a-z0-9][a-z0-9-]{3,38})$/i;
/** https://docs.github.com/en/account-and-profile/reference/email-addresses-reference */
const privateEmail = /\b(?:\d+\+)?([a-z0-9][a-z0-9-]{0,38})@users\.noreply\.(github\.com)\b/gi;

/** Accounts of an identity for commits, as a configuration or `git config --list` tells it; a name with a blank is a person's. */
export function accountsOfIdentity(text: string): readonly string[] {
  const emails = [...text.matchAll(privateEmail)].map(([, name = '', host = '']) => `${host}/${name}`);
  const names = text.split('\n').flatMap((line) => nameOfUser.exec(line.trim())?.[1] ?? []);
  return [...emails, ...names.map((name) => `*/${name}`)].map((account) => account.toLowerCase());
}
