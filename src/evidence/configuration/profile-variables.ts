import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { type Home, hostPath } from '../home.ts';
import { readHead } from '../read-head.ts';
import { whereLinksLead } from './follow-links.ts';

/** Files that set variables for a user's shells and services. */
const profiles = [
  '.bashrc',
  '.bash_profile',
  '.profile',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.config/fish/config.fish',
  '.config/environment.d/*.conf',
  '.pam_environment',
];

/**
 * The beginnings of the profiles of one home; read once for all variables.
 * @param directory of the user's home, absolute
 */
export function profileTexts(directory: string, home: Home): readonly string[] {
  return fastGlob
    .sync(profiles, { cwd: directory, dot: true, absolute: true, suppressErrors: true })
    .map((file) => readHead(whereLinksLead(file, home) ?? ''));
}

/**
 * The folders to which profiles set a variable; absolute on this machine. Values have no expansions but for the home's
 * own names.
 * @param directory of the user's home, absolute
 */
export function foldersInProfiles(
  variable: string,
  texts: readonly string[],
  { home, directory }: { readonly home: Home; readonly directory: string },
): string[] {
  const assignment = new RegExp(
    `\\b${variable}[\\s=]+["']?((?:~|\\$HOME|\\$\\{HOME\\})?[^\\s"'$;#]{1,300})`,
    'g',
  );
  return texts.flatMap((text) =>
    [...text.matchAll(assignment)].map(([, value = '']) => {
      const inHome = /^(?:~|\$HOME|\$\{HOME\})\/?(.*)$/.exec(value)?.[1];
      return inHome === undefined ? hostPath(home, value) : join(directory, inHome);
    }),
  );
}
