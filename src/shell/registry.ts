import type { Program, Programs } from './program.ts';
import { groups } from './programs/index.ts';
import { serviceScript } from './programs/service-scripts.ts';
import { cmdletNamed } from './programs/unknown-cmdlets.ts';
import { unknownProgram } from './unknown-program.ts';
import { matchesGlob } from './zones/place-table.ts';

let table: ReadonlyMap<string, Program> | undefined;

/** Keys may name several programs: `'cat tac'`. */
function build(): ReadonlyMap<string, Program> {
  const built = new Map<string, Program>();
  for (const group of groups) addGroup(built, group);
  return built;
}

function addGroup(built: Map<string, Program>, group: Programs): void {
  for (const [names, program] of Object.entries(group)) {
    for (const name of names.split(' ')) {
      if (built.has(name))
        throw new Error(`two programs are called ${name}: shared-names.ts tells them apart`);
      built.set(name, program);
    }
  }
}

/** `/usr/bin/python3.12` is `python3.12`, `C:\x\curl.exe` is `curl`. */
export function programName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
  return name.replace(/\.(?:exe|cmd|bat)$/i, '') || word;
}

const versioned = /^(python|pythonw|pip|node|nodejs|ruby|perl|php|lua|go|java|gcc|clang|bash|ksh)-?\d[\d.]*$/;

/** What is known of a program; a file of the repository that has a known name is still that file. */
export function findProgram(word: string): Program {
  table ??= build();
  const name = programName(word);
  const isScript =
    word.includes('/') &&
    !/^(?:\/(?:usr|bin|sbin|lib(?:64|32)?|opt|nix|snap)\b|[a-z]:|\/[a-z]\/)/i.test(word);
  if (/^\/etc\/(?:rc\.d\/)?init\.d\/[\w.@-]+$/.test(word)) return serviceScript;
  const scoped = word.startsWith('@') ? table.get(word.replace(/(?<=.)@[^/@]*$/, '')) : undefined;
  if (scoped) return scoped;
  if (isScript && !word.includes('/bin/') && !word.includes('.bin/')) return unknownProgram;
  const plain = versioned.exec(name)?.[1];
  return (
    table.get(name) ??
    (plain ? table.get(plain) : undefined) ??
    table.get(name.toLowerCase()) ??
    cmdletNamed(name) ??
    unknownProgram
  );
}

/** Whether the registry has an entry for it. */
export function isKnownProgram(word: string): boolean {
  return findProgram(word) !== unknownProgram;
}

/** What every Unix has in `/bin`, as a shell sorts it. */
const everywhere =
  'awk base64 bash cat chmod chown cp curl cut dash date dd echo env find git grep head kill ln ls mkdir mkfs mount mv nc perl python python3 rm rmdir scp sed sh shred ssh sudo tail tar tee touch unlink wget xargs xxd zsh'.split(
    ' ',
  );

/** The first program whose name fits the last part of a glob. */
export function programFitting(glob: string): string | undefined {
  const wanted = glob.slice(glob.lastIndexOf('/') + 1);
  return /[*?[]/.test(wanted) ? everywhere.find((name) => matchesGlob(name, wanted)) : wanted || undefined;
}

/** How many programs the registry has, each name once. */
export function programCount(): number {
  table ??= build();
  return table.size;
}
