import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { foldersAbove } from '../images/copied-into-image.ts';
import { literal } from '../literal.ts';
import { readByGlob } from './read-by-glob.ts';

/** A file of the repository that starts another one, or reads it as its own. */
export interface Starter {
  /** From the root of the neighbours. */
  readonly path: string;
  /** Its text, with an agent in the place of the other file; or with what the other file says. */
  readonly text: string;
  /** Where what it says begins, and how many lines it has; absent where the file is started as a program. */
  readonly inlined?: { readonly line: number; readonly lines: number };
}

const candidates =
  /^(?:[\w.-]+\.(?:sh|bash|zsh|ya?ml|json|service)|\.(?:zsh|bash)\w+|\.\w*profile|(?:GNU)?[Mm]akefile|[Jj]ustfile|Procfile|Jenkinsfile|[\w-]+)$/;
const filesAtMost = 120;
const startersAtMost = 8;

/** @param own text of the file that may be started */
export function startersOf(neighbours: Neighbours, own: string): Starter[] {
  const name = neighbours.path.slice(neighbours.path.lastIndexOf('/') + 1);
  const found: Starter[] = [];
  for (const path of filesNear(neighbours)) {
    const text = path === neighbours.path ? undefined : neighbours.read(path);
    const read = text?.includes('*') ? readByGlob(text, neighbours) : undefined;
    if (read) {
      const lines = own.replace(/\n$/, '').split('\n').length;
      found.push({ path, text: read.text, inlined: { line: read.line, lines } });
    }
    if (read || !text?.includes(name)) continue;
    const started = isProgram(name, own) ? startedIn({ path, text }, { neighbours, name }) : undefined;
    const starter = inlinedIn({ path, text }, { neighbours, name, own }) ?? started;
    if (starter) found.push(starter);
    if (found.length === startersAtMost) break;
  }
  return found;
}

/** Beside the file and above it, in the folders next to those, and where services look for workflows. */
function filesNear(neighbours: Neighbours): string[] {
  const above = foldersAbove(neighbours.path);
  const beside = above.flatMap((folder) => neighbours.folders(folder).map((name) => join(folder, name)));
  const folders = [...new Set(['.github/workflows', '.circleci', ...above, ...beside])];
  return folders
    .flatMap((folder) =>
      neighbours
        .files(folder)
        .filter((name) => candidates.test(name))
        .map((name) => join(folder, name)),
    )
    .slice(0, filesAtMost);
}

/** What can be started by its name. */
function isProgram(name: string, text: string): boolean {
  return text.startsWith('#!') || /\.(?:[a-z]*sh|py|rb|pl|ps1|[cm]?[jt]s)$/.test(name);
}

interface Sought {
  readonly neighbours: Neighbours;
  readonly name: string;
}

const agent = 'claude --dangerously-skip-permissions';
const interpreter =
  '(?:bash|sh|zsh|dash|python3?|node|bun|deno run|tsx|uv run)["\',]*[ \\t]+(?:-\\w+["\',]*[ \\t]+)*';
/** Where a command begins: on a line, as the value of a key, in a list, behind a separator or a word that runs it. */
const lead =
  '(?:^[ \\t]*(?:-[ \\t]+)?(?:@|"?[\\w-]+"?[ \\t]*[:=][ \\t]*(?:\\[[ \\t]*)?)?|[{,][ \\t]*"[\\w-]+"[ \\t]*:[ \\t]*(?:\\[[ \\t]*)?|[;&|({`][ \\t]*|\\b(?:then|do|else|exec|sudo|nohup|time|env|command|run|image)[ \\t]+)';
const folderPart = '(?:"?\\$\\([^)\\n]*\\)"?/|[\\w$@{}.~:*-]+/|/)*';

/** The text with an agent in the place of the file, where a command of it starts the file. */
function startedIn({ path, text }: Starter, { neighbours, name }: Sought): Starter | undefined {
  const pattern = new RegExp(
    `(?<lead>${lead})(?<open>["']??)(?:${interpreter})?(?<quote>["']?)(?<word>${folderPart}${literal(name)})\\k<quote>(?=["'\\s;&|),\\]\`]|$)`,
    'gm',
  );
  let isFound = false;
  const changed = text.replace(pattern, (whole, ...given) => {
    const groups = given.at(-1) as Record<'lead' | 'open' | 'quote' | 'word', string>;
    const at = Number(given.at(-3));
    if (isListedName(text, at, groups.lead) || !isSameFile(groups.word, { from: path, neighbours }))
      return whole;
    isFound = true;
    const { lead: before, open, quote } = groups;
    // In a list or a map the command stays one string; in a script, quotes around a path are gone.
    const isValue = /[[{:]\s*$/.test(before);
    return isValue ? `${before}${open || quote}${agent}${quote}` : `${before}${open}${agent}`;
  });
  return isFound ? { path, text: changed } : undefined;
}

/** Keys of lists of files: what a job waits for, takes along or leaves out. */
const listsFiles =
  /^(?:paths(?:-ignore)?|changes|files|include|exclude|artifacts|sources|deps|inputs|generates|cache|exists|key)$/;

/** An item of a list of files: `paths:` and, below, `- fix.sh`. */
function isListedName(text: string, at: number, before: string): boolean {
  const own = /([\w-]+)"?[ \t]*[:=][ \t]*(?:\[[ \t]*)?$/.exec(before)?.[1];
  if (own !== undefined) return listsFiles.test(own);
  if (!/^[ \t]*-[ \t]+$/.test(before)) return false;
  const key = [...text.slice(0, at).matchAll(/^[ \t]*(?:-[ \t]+)?["']?([\w-]+)["']?:[^\n]*$/gm)].at(-1)?.[1];
  return key !== undefined && listsFiles.test(key);
}

/** The text with that of the file in the place of the command that reads it. */
function inlinedIn(
  { path, text }: Starter,
  { neighbours, name, own }: Sought & { readonly own: string },
): Starter | undefined {
  const pattern = new RegExp(
    `^[^\\n#]*?(?:^|[ \\t;&|])(?:source|\\.)[ \\t]+["']?(${folderPart}${literal(name)})["']?[^\\n]*$`,
    'm',
  );
  const found = pattern.exec(text);
  if (!found || !isSameFile(found[1] ?? '', { from: path, neighbours })) return undefined;
  const before = text.slice(0, found.index);
  const body = own.replace(/\n$/, '');
  return {
    path,
    text: `${before}${body}${text.slice(found.index + found[0].length)}`,
    inlined: { line: before.split('\n').length, lines: body.split('\n').length },
  };
}

/** What a path in a script says of its folder fits, and leads to no other file. */
function isSameFile(
  word: string,
  { from, neighbours }: { readonly from: string; readonly neighbours: Neighbours },
): boolean {
  const { path } = neighbours;
  const isOpen = /[$~]|^\//.test(word);
  const plain = word.replace(/^.*[$~)}*][^/]*\//, '').replace(/^(?:\.{0,2}\/)+/, '');
  // `/repo/k8s/entry.sh`: where the repository lies is not known.
  if (word.startsWith('/') && `/${plain}`.endsWith(`/${path}`)) return true;
  if (path !== plain && !path.endsWith(`/${plain}`)) return false;
  if (isOpen) return true;
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const meant = [join(folder, plain), plain].filter((one) => neighbours.read(one) !== undefined);
  return meant.length === 0 || meant.includes(path);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
