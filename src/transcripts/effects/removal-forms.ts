/** One line of a result that says that something is no longer where it was. */
export interface PrintedRemoval {
  /** As printed: absolute, or relative to the folder in which the program worked. */
  readonly path: string;
  /** A folder, with everything in it. */
  readonly isTree: boolean;
  /** Where it was moved; absent where it was deleted. */
  readonly to?: string;
}

/** How a program words it, a whole line each. */
export interface RemovalForm {
  /** Base names of those that print it. */
  readonly programs: readonly string[];
  /** Words that their arguments must have, where not every call of them prints it; all of them. */
  readonly words?: readonly RegExp[];
  /** Stands in each such line: most results hold none. */
  readonly needle: string;
  readonly line: RegExp;
  readonly read: (match: RegExpExecArray) => PrintedRemoval;
  /** Nobody else words it so: a script whose contents are not known may have called the program. */
  readonly isUnmistakable?: true;
  /** Any program may print such a line: it says something where no other command of the call prints. */
  readonly isPlain?: true;
}

/** A path as GNU programs and git quote it. */
const quoted = `(['‘"].{1,1000}['’"])`;

/** In the order in which they are tried. */
export const removalForms: readonly RemovalForm[] = [
  {
    // https://git-scm.com/docs/git-clean
    programs: ['git'],
    words: [/^clean$/],
    needle: 'Removing ',
    line: /^Removing (.{1,1000})$/,
    read: ([, path = '']) => ({ path: unquoted(path), isTree: path.replace(/"$/, '').endsWith('/') }),
  },
  {
    // https://www.gnu.org/software/coreutils/manual/html_node/rm-invocation.html
    programs: ['rm', 'grm', 'rmdir'],
    needle: 'remov',
    line: new RegExp(`^(?:removed|rmdir: removing)( directory)?[:,]? ${quoted}$`),
    read: ([, directory, path = '']) => ({ path: unquoted(path), isTree: directory !== undefined }),
    isUnmistakable: true,
  },
  {
    // Between two disks `mv` copies, and removes what it copied.
    programs: ['mv', 'gmv'],
    needle: ' -> ',
    line: new RegExp(`^(?:renamed|copied) ${quoted} -> ${quoted}$`),
    read: ([, path = '', to = '']) => ({ path: unquoted(path), isTree: false, to: unquoted(to) }),
    isUnmistakable: true,
  },
  {
    // https://www.gnu.org/software/coreutils/manual/html_node/shred-invocation.html
    programs: ['shred'],
    needle: 'removed',
    line: /^shred: (.{1,1000}): removed$/,
    read: ([, path = '']) => ({ path: unquoted(path), isTree: false }),
    isUnmistakable: true,
  },
  {
    // https://github.com/andreafrancia/trash-cli
    programs: ['trash', 'trash-put'],
    needle: ' trashed in ',
    line: /^trash(?:-put)?: (.{1,1000}) trashed in \S/,
    read: ([, path = '']) => ({ path: unquoted(path), isTree: false, to: 'trash' }),
    isUnmistakable: true,
  },
  {
    // https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-item
    programs: ['remove-item', 'ri', 'rm', 'del', 'erase', 'rd', 'rmdir'],
    needle: 'VERBOSE: ',
    line: /^VERBOSE: Performing the operation "Remove (File|Directory|Item)" on target "(?:Item: )?(.{1,1000}?)"\.?$/,
    read: ([, kind, path = '']) => ({ path, isTree: kind === 'Directory' }),
    isUnmistakable: true,
  },
  {
    programs: ['move-item', 'mi', 'mv', 'move'],
    needle: 'VERBOSE: ',
    line: /^VERBOSE: Performing the operation "Move (?:File|Directory|Item)" on target "Item: (.{1,1000}?) Destination: (.{1,1000}?)"\.?$/,
    read: ([, path = '', to = '']) => ({ path, isTree: false, to }),
    isUnmistakable: true,
  },
  {
    // https://learn.microsoft.com/windows-server/administration/windows-commands/del
    programs: ['del', 'erase'],
    needle: 'Deleted file - ',
    line: /^Deleted file - ([A-Za-z]:\\.{1,1000})$/,
    read: ([, path = '']) => ({ path, isTree: false }),
    isUnmistakable: true,
  },
  {
    // https://man.freebsd.org/cgi/man.cgi?rm(1), the one of macOS
    programs: ['rm'],
    words: [/^-(?:[A-Za-z]*v|-verbose)/],
    needle: '/',
    line: /^(\/.{1,1000})$/,
    read: ([, path = '']) => ({ path, isTree: false }),
    isPlain: true,
  },
  {
    programs: ['mv'],
    words: [/^-[A-Za-z]*v/],
    needle: ' -> ',
    line: /^(\/.{1,1000}?) -> (\/.{1,1000})$/,
    read: ([, path = '', to = '']) => ({ path, isTree: false, to }),
    isPlain: true,
  },
  {
    programs: ['find'],
    words: [/^-delete$/, /^-print$/],
    needle: '/',
    line: /^(\.{0,2}\/.{1,1000})$/,
    read: ([, path = '']) => ({ path, isTree: false }),
    isPlain: true,
  },
];

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b' };

/** Without the quotes; git writes other bytes as octal numbers, a shell's `'\''` is one quote. */
function unquoted(text: string): string {
  const [first = ''] = text;
  if (first === '"') return text.slice(1, -1).replace(/(?:\\[0-7]{3})+|\\(.)/g, plainText);
  return first === "'" || first === '‘' ? text.slice(1, -1).replaceAll("'\\''", "'") : text;
}

function plainText(written: string, single: string | undefined): string {
  if (single !== undefined) return simpleEscapes[single] ?? single;
  const bytes = written.split('\\').slice(1);
  return new TextDecoder().decode(Uint8Array.from(bytes, (octal) => Number.parseInt(octal, 8)));
}
