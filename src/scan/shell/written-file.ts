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

/** A file that only a variable names. */
const unknownFile = /^\$\{?\w+\}?$/;
const nameOfText = /log|readme|doc|help|guide|report|output|summary/i;
/** Lines by which a profile gives a command a name, in the language of each shell. */
const profileLines = [
  { looks: /^\s*(?:alias\s+[\w$.{}-]+\s+['"]|abbr\s|function\s+[\w-]+[^{}()\n]*$)/m, file: 'config.fish' },
  { looks: /^\s*(?:alias\s+(?:-g\s+)?[\w$.{}-]+=|(?:function\s+)?[\w-]+\s*\(\)\s*\{)/m, file: '.bashrc' },
] as const;
/** `alias $NAME=…`: a name that the script has for itself. */
const namedByVariable = /^(\s*alias\s+)\$\{?(\w+)\}?(?=[\s=])/gm;

/** A file that a script writes: what it is called, and its text. */
interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The profile that a text is meant for, where the script keeps the name of the file for itself: `>> "$rc_file"`.
 * Undefined where nobody reads the file as one, as a log or a page.
 */
export function asProfile({ path, text }: WrittenFile): WrittenFile | undefined {
  const variable = path.replace(/["']/g, '');
  const file = profileLines.find(({ looks }) => looks.test(text))?.file;
  if (file === undefined || /^\s*(?:#!|```)/m.test(text)) return { path, text };
  const named = text.replace(namedByVariable, '$1$2');
  if (!unknownFile.test(variable)) return { path, text: named };
  return nameOfText.test(variable) ? undefined : { path: file, text: named };
}
