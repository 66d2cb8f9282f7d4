import { posix } from 'node:path';
import { statOf } from '../configuration/stat-of.ts';
import { type Home, hostPath } from '../home.ts';

/** Where an editor keeps what it can give back of a file, in a form of its own. */
type Place = (
  file: { readonly path: string; readonly folder: string; readonly name: string },
  home: string,
) => string;

const percent = (path: string) => path.replaceAll('/', '%');
const bang = (path: string) => path.replaceAll('/', '!');

const places: readonly Place[] = [
  // https://vimhelp.org/undo.txt.html#persistent-undo, https://vimhelp.org/recover.txt.html#swap-file
  ({ folder, name }) => `${folder}/.${name}.un~`,
  ({ folder, name }) => `${folder}/.${name}.swp`,
  ({ folder, name }) => `${folder}/.${name}.swo`,
  ...[
    '.vim/undo',
    '.vim/undodir',
    '.local/state/nvim/undo',
    '.local/share/nvim/undo',
    '.local/state/vim/undo',
  ].map(
    (folder): Place =>
      ({ path }, home) =>
        `${home}/${folder}/${percent(path)}`,
  ),
  ...['.vim/swap', '.local/state/nvim/swap', '.local/share/nvim/swap'].map(
    (folder): Place =>
      ({ path }, home) =>
        `${home}/${folder}/${percent(path)}.swp`,
  ),
  ...['.vim/backup', '.local/state/nvim/backup'].map(
    (folder): Place =>
      ({ path }, home) =>
        `${home}/${folder}/${percent(path)}~`,
  ),
  // https://www.gnu.org/software/emacs/manual/html_node/emacs/Backup.html
  ({ folder, name }) => `${folder}/${name}~`,
  ({ folder, name }) => `${folder}/#${name}#`,
  ({ path }, home) => `${home}/.emacs.d/backups/${bang(path)}~`,
  // https://docs.kde.org/stable5/en/kate/kate/
  ({ folder, name }) => `${folder}/.${name}.kate-swp`,
];

/**
 * Files of editors that may give back what a file held: undo, swap and backup files. They are looked for, not read.
 * @param path absolute, in the evidence's own form; only those of POSIX systems have such files
 */
export function editorTraces(home: Home, path: string): readonly string[] {
  if (!path.startsWith('/')) return [];
  const file = { path, folder: posix.dirname(path), name: posix.basename(path) };
  return places
    .map((place) => place(file, home.recordedPath))
    .filter((trace) => statOf(hostPath(home, trace))?.isFile());
}
