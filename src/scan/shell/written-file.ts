/** What a path that a script writes to stands for. */
export type Destination = 'profile' | 'discarded' | 'file';

const profile =
  /(?:^|[\\/])(?:\.?(?:bashrc|bash_profile|bash_login|bash_aliases|profile|zshrc|zprofile|zshenv|zlogin|aliases|kshrc|cshrc|tcshrc|envrc)|config\.fish|bash\.bashrc|Microsoft\.PowerShell_profile\.ps1|profile\.ps1)(?:\.\w+)?$|\/(?:profile|bashrc|zshrc)\.d\/|fish\/(?:conf\.d|functions)\//i;
const profileVariable = /(?:rc|profile|aliases)(?:_?(?:file|path|target))?\}?"?$/i;

/**
 * @param target the word after `>>`, with variables of the script filled in where they are known
 */
export function destinationOf(target: string): Destination {
  if (target === '' || /^(?:\d|-)$|^\/dev\/(?!shm)/.test(target)) return 'discarded';
  if (profile.test(target)) return 'profile';
  if (target.startsWith('$') && profileVariable.test(target)) return 'profile';
  return 'file';
}
