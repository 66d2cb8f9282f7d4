import type { Isolation } from '../isolation.ts';
import { literal as escaped } from '../literal.ts';
import { hostInProgram } from './container-calls.ts';
import { placeOf } from './literal-place.ts';
import { handedToEngine, nameContainer, wordsOfList } from './name-container.ts';
import { listOf } from './program-beside.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

/**
 * What stands around a command whose words a program gathers in a list: where the list is handed to an engine of
 * containers (`spawn("docker", args)`), or is the command of a container that the program describes.
 */
export function listContainer(strings: ProgramStrings, string: Literal, source: string): Isolation {
  const list = listOf(strings, string)?.replace(/^.*[.:]/, '');
  if (list === undefined || list.length < 3) return 'none';
  const started = startedByEngine(strings, { list, string });
  if (started !== 'none') return started;
  const named = nameContainer(strings, list, string);
  if (named !== 'none') return named;
  if (!isOfContainer(strings, list)) return 'none';
  return hostInProgram.test(source) ? 'privileged-container' : 'container';
}

/** `spawn("docker", args)`, `Command::new("docker").args(&args)`, `["docker"] + args`, `["docker", *args]`. */
function startedByEngine(
  strings: ProgramStrings,
  { list, string }: { readonly list: string; readonly string: Literal },
): Isolation {
  const words = wordsOfList(strings, { list, until: string.start });
  return handedToEngine(strings, { list, words: [...words, string.value] });
}

const hopsAtMost = 3;
const usesAtMost = 40;
/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container */
const containers = /(?:^|\.)(?:init)?[cC]ontainers$/;

/** The name, or what is made of it, stands in a record of the containers of a pod. */
function isOfContainer({ code }: ProgramStrings, list: string): boolean {
  let names = [list];
  const known = new Set(names);
  for (let hop = 0; hop < hopsAtMost && names.length > 0; hop += 1) {
    const places = names.flatMap((name) =>
      [...code.matchAll(new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'g'))]
        .slice(0, usesAtMost)
        .map(({ index }) => placeOf({ start: index, end: index + name.length }, code)),
    );
    if (places.some(({ enclosing }) => enclosing.some(({ name }) => containers.test(name)))) return true;
    const made = places.flatMap(({ statement }) => statement ?? []).filter((name) => name.length > 2);
    names = [...new Set(made)].filter((name) => !known.has(name));
    for (const name of names) known.add(name);
  }
  return false;
}
