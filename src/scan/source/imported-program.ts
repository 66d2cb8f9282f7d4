import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { literal } from '../literal.ts';
import { unattendedAgents } from '../other-agents.ts';

const importing =
  /^[ \t]*(?:import|export|from|use|pub use|mod|using|require|include|#include|const|let|var)\b.*$/gm;
const filesAtMost = 12;
const foldersAtMost = 3;

/**
 * Programs of the agent after which a file is called, where a file that it imports names them: `cursor.rs` uses
 * `crate::config`, which says `"cursor-agent"`.
 */
export function importedPrograms(fileName: string, text: string, neighbours: Neighbours): readonly string[] {
  const [stem = '', extension = ''] = fileName.split('.').filter((part) => part !== '');
  const called = unattendedAgents.filter(({ name }) => stem.split(/[-_]/).includes(name));
  if (called.length === 0) return [];
  const imported = importedTexts(text, extension, neighbours);
  return called.flatMap(({ programs, sharedPrograms }) =>
    [...programs, ...sharedPrograms].filter((program) => {
      const quoted = new RegExp(`["'\`]${literal(program)}["'\`]`);
      return imported.some((one) => quoted.test(one));
    }),
  );
}

/** Files of the same language that an import names, in the folder of the file and in those above it. */
function importedTexts(text: string, extension: string, neighbours: Neighbours): string[] {
  const named = new Set([...text.matchAll(importing)].flatMap(([line]) => line.match(/[A-Za-z_]\w+/g) ?? []));
  const paths = foldersFrom(neighbours.path).flatMap((folder) =>
    neighbours
      .files(folder)
      .filter((file) => file.endsWith(`.${extension}`) && named.has(file.slice(0, -extension.length - 1)))
      .map((file) => (folder === '' ? file : `${folder}/${file}`)),
  );
  return paths
    .filter((path) => path !== neighbours.path)
    .slice(0, filesAtMost)
    .flatMap((path) => neighbours.read(path) ?? []);
}

function foldersFrom(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''].slice(
    0,
    foldersAtMost,
  );
}
