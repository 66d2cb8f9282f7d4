import { join } from 'node:path';
import type { Evidence } from './read-text.ts';
import { readText } from './read-text.ts';

const profiles = [
  ...['.zshenv', '.zprofile', '.zshrc', '.zlogin', '.bash_profile', '.bash_login', '.profile', '.bashrc'],
  '.config/fish/config.fish',
];
const profileBytesAtMost = 1024 * 1024;
const foldersAtMost = 200;

/** Where programs are looked for when no profile says anything; the user's own folders first, as installers put them. */
const usualFolders = [
  ...[
    '~/.local/bin',
    '~/bin',
    '~/.cargo/bin',
    '~/.bun/bin',
    '~/.deno/bin',
    '~/go/bin',
    '~/.volta/bin',
    '~/.npm-global/bin',
  ],
  ...[
    '~/.asdf/shims',
    '~/.local/share/mise/shims',
    '~/.pyenv/shims',
    '~/.nvm/versions/node/*/bin',
    '~/.claude/local',
  ],
  ...['/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin', '/usr/local/bin', '/usr/local/sbin'],
  ...['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/snap/bin'],
];

/**
 * The folders in which the user's shells look for programs, in their order: those that the profiles name first.
 * Only `PATH` assignments of plain words are understood; nothing is run.
 * @returns folders as the evidence writes them; `*` may stand for one name
 */
export function searchPath(evidence: Evidence): readonly string[] {
  const { home } = evidence;
  const named = profiles.flatMap((profile) => {
    const text = readText(join(home.directory, profile), evidence, profileBytesAtMost)?.text ?? '';
    return text.split('\n').flatMap(pathWords);
  });
  const expand = (folder: string) =>
    folder.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, () => home.recordedPath);
  const folders = [...named, ...usualFolders]
    .map(expand)
    .filter((folder) => folder.startsWith('/') && !folder.includes('$'));
  return [...new Set(folders)].slice(0, foldersAtMost);
}

function pathWords(line: string): readonly string[] {
  const short = line.slice(0, 4096);
  const assigned =
    /^\s{0,40}(?:export\s{1,10}|set\s{1,10}-gx\s{1,10}|typeset\s{1,10}-x\s{1,10})?PATH[=\s]\s{0,10}(.+)$/.exec(
      short,
    )?.[1];
  const added = /^\s{0,40}(?:fish_add_path|path\+?=\()\s{0,10}(.+)$/.exec(short)?.[1];
  return (assigned ?? added ?? '')
    .replace(/["'()]/g, '')
    .split(/[:\s]+/)
    .filter((word) => word !== '' && !/^\$\{?PATH\}?$/.test(word));
}
