import type { AddressesOf, ProjectAddresses } from '../events/flows/flow-memory.ts';
import { hostsAddressedIn } from '../events/flows/named-hosts.ts';
import { accountsOfIdentity } from '../events/flows/own-accounts.ts';
import { ownLogins } from '../evidence/configuration/own-logins.ts';
import { projectAddressFiles } from '../evidence/configuration/project-addresses.ts';
import type { Home } from '../evidence/home.ts';
import type { AnalystAnswers } from './case/analyst-answers.ts';

/** Which hosts a project's own files name, and the analyst's answers for all of them; each project is read once. */
export function projectAddresses(home: Home, answers: AnalystAnswers): AddressesOf {
  const known = new Map<string, ProjectAddresses>();
  const { accounts, identities } = ownLogins(home);
  const logins = [...accounts, ...identities.flatMap(accountsOfIdentity)];
  return (folder) => {
    const read = known.get(folder) ?? withAnswers({ ...addressesIn(folder, home), logins }, answers);
    known.set(folder, read);
    return read;
  };
}

function withAnswers(
  { hosts, remotes, logins }: ProjectAddresses,
  { ownHosts, ownAccounts }: AnalystAnswers,
): ProjectAddresses {
  const answered = ownHosts.map((host) => [host, 'the case file'] as const);
  return {
    hosts: new Map([...answered, ...hosts]),
    logins,
    remotes: [...remotes, ...ownAccounts.map((account) => `https://${account}/*`)],
  };
}

function addressesIn(folder: string, home: Home): Omit<ProjectAddresses, 'logins'> {
  const hosts = new Map<string, string>();
  const remotes: string[] = [];
  for (const { recorded, text } of projectAddressFiles(folder, home)) {
    if (recorded.endsWith('/.git/config')) remotes.push(...remotesIn(text));
    else for (const host of hostsAddressedIn(text)) if (!hosts.has(host)) hosts.set(host, recorded);
  }
  return { hosts, remotes };
}

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-remoteltnamegturl */
function remotesIn(config: string): readonly string[] {
  return [...config.matchAll(/^\s*(?:push)?url\s*=\s*(\S{1,500})\s*$/gim)].map(([, url = '']) => url);
}
