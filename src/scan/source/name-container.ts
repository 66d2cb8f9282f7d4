import { emptyEnvironment } from '../guard-environment.ts';
import { type Isolation, weakerIsolation } from '../isolation.ts';
import { launchOf } from '../launch/launch-of.ts';
import { literal as escaped } from '../literal.ts';
import { placeOf } from './literal-place.ts';
import { holdersOf } from './literal-use.ts';
import { roleOfCall } from './name-roles.ts';
import { listOf } from './program-beside.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

const engine =
  /^(?:.*\/)?(?:docker|podman|nerdctl|finch|kubectl|oc|incus|lxc|limactl|multipass|bwrap|firejail|nsjail|sandbox-exec|apptainer|singularity)$/;
const hopsAtMost = 3;
const usesAtMost = 8;
const mostStrings = 300;

type Stretch = Pick<Literal, 'start' | 'end'>;

/**
 * What stands around a command that a program keeps in a name, wherever it uses the name: `[…, *AGENT]` behind
 * `"docker", "run"`, `cmd += AGENT`, a text that is made of it. The weakest of all uses; `none` where there is none.
 */
export function nameContainer(strings: ProgramStrings, name: string, own: Stretch): Isolation {
  // Each use is looked at with every string before it: a large program is not followed.
  if (strings.literals.length > mostStrings) return 'none';
  const ways = waysOf(strings, { name, own, hop: 0 });
  return ways.length === 0 ? 'none' : ways.reduce(weakerIsolation);
}

interface Followed {
  readonly name: string;
  /** Where the name is given its value. */
  readonly own: Stretch;
  readonly hop: number;
}

function waysOf(strings: ProgramStrings, { name, own, hop }: Followed): readonly Isolation[] {
  if (hop > hopsAtMost || name.length < 3) return [];
  return usesOf(strings, name)
    .filter(({ start }) => start > own.end)
    .flatMap((use) => wayOf(strings, { use, name, hop }));
}

/** In the code, or inside of a string that is made of it. */
function usesOf({ literals, code }: ProgramStrings, name: string): readonly Stretch[] {
  const word = escaped(name);
  const inCode = [...code.matchAll(new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)${word}(?![\\w$])`, 'g'))]
    .slice(0, usesAtMost)
    .map(({ index }) => ({ start: index, end: index + name.length }));
  const inText = new RegExp(`(?:\\$\\{?|\\{)${word}(?![\\w$])`);
  return [...inCode, ...literals.filter(({ value }) => inText.test(value)).slice(0, usesAtMost)];
}

function wayOf(
  strings: ProgramStrings,
  { use, name, hop }: { readonly use: Stretch; readonly name: string; readonly hop: number },
): readonly Isolation[] {
  const place = placeOf(use, strings.code);
  const [inner] = place.enclosing;
  if (inner?.called && roleOfCall(inner.name) === 'speaks') return [];
  const here = isolationOf([...wordsBefore(strings, use), 'claude']);
  if (here !== 'none') return [here];
  const list =
    added(place.before) ?? listOf(strings, { ...use, value: '', lines: false })?.replace(/^.*[.:]/, '');
  const holder = list ?? holdersOf(place)[0];
  if (holder !== undefined && holder !== name) {
    const words = [...wordsOfList(strings, { list: holder, until: use.start }), 'claude'];
    const inList = isolationOf(words);
    if (inList !== 'none') return [inList];
    const handed = handedToEngine(strings, { list: holder, words });
    if (handed !== 'none') return [handed];
    return waysOf(strings, { name: holder, own: use, hop: hop + 1 });
  }
  const isStarted = place.enclosing.some((one) => one.called && roleOfCall(one.name) === 'starts');
  return isStarted ? ['none'] : [];
}

/** `cmd += AGENT` */
function added(before: string): string | undefined {
  return /([A-Za-z_]\w*)\s*\+=\s*[[({*.&\s]*$/.exec(before)?.[1];
}

/** Strings before a place in its own statement. */
function wordsBefore({ literals, code }: ProgramStrings, { start }: Stretch): readonly string[] {
  const near = literals.filter(({ end }) => end <= start && start - end < 600).slice(-20);
  return near
    .filter(({ end }) => !/;|\n\s*\n|\n\}|\n\S[^\n]*=[^=]/.test(code.slice(end, start)))
    .map(({ value }) => value);
}

/** Strings that stand in a list before a place, or are added to it. */
export function wordsOfList(
  strings: ProgramStrings,
  { list, until }: { readonly list: string; readonly until: number },
): readonly string[] {
  return strings.literals
    .filter((one) => one.start < until && listOf(strings, one)?.replace(/^.*[.:]/, '') === list)
    .map(({ value }) => value);
}

/** `exec.Command("docker", args...)`, `spawn("docker", args)` */
export function handedToEngine(
  { literals, code }: ProgramStrings,
  { list, words }: { readonly list: string; readonly words: readonly string[] },
): Isolation {
  const handed = new RegExp(
    `^\\s*(?:\\)\\s*\\.args\\(|\\]\\s*\\+|,)\\s*(?:\\[\\s*)?(?:\\.\\.\\.|[*&])?(?:\\w+\\.)?${escaped(list)}\\b`,
  );
  const program = literals.find(
    ({ value, end }) => engine.test(value) && handed.test(code.slice(end, end + 120)),
  );
  return program ? isolationOf([program.value, ...words]) : 'none';
}

/** A list of words counts where it begins with an engine of containers. */
function isolationOf(words: readonly string[]): Isolation {
  const from = words.findIndex((word) => engine.test(word));
  return from === -1 ? 'none' : launchOf(words.slice(from), emptyEnvironment).isolation;
}
