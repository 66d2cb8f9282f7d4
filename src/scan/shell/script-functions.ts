import type { Script } from '../../shell/syntax.ts';
import { type Isolation, isolationOf } from '../isolation.ts';
import { functionsIn, nodesIn, printingFunctions, programsIn } from './quiet-programs.ts';

/** What the functions of a script do with the words that they are given. */
export interface ScriptFunctions {
  /** Print them, and nothing else. */
  readonly printing: ReadonlySet<string>;
  /** Start them inside an isolation. */
  readonly isolating: ReadonlyMap<string, Isolation>;
  /** Print what a caller takes: `CMD=$(agent_command)`. */
  readonly gives: (name: string) => boolean;
}

export function scriptFunctions(script: Script, source: string): ScriptFunctions {
  const captured = capturedNames(source);
  return {
    printing: printingFunctions(script),
    isolating: isolatingFunctions(script),
    gives: (name) => (captured.has(name) || valueName.test(name)) && !/usage|help|print|show/.test(name),
  };
}

const valueName = /(?:^|_)(?:cmd|command|args|flags|opts|launch)(?:_|$)/;

/** Functions that stand in a command substitution. */
function capturedNames(source: string): ReadonlySet<string> {
  return new Set([...source.matchAll(/(?:\$\(|`)\s*([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? ''));
}

/** Those that start an isolation themselves, and those that call one of them. */
function isolatingFunctions(script: Script): ReadonlyMap<string, Isolation> {
  const found = new Map<string, Isolation>();
  const functions = functionsIn(script);
  for (const { name, body } of functions) {
    const isolation = isolationOf(wordsIn(body));
    if (isolation !== 'none') found.set(name, isolation);
  }
  for (const { name, body } of functions) {
    const called = programsIn(body).map((program) => found.get(program));
    const isolation = called.find((one) => one !== undefined);
    if (isolation && !found.has(name)) found.set(name, isolation);
  }
  return found;
}

function wordsIn(script: Script): string[] {
  return nodesIn(script).flatMap((node) =>
    node.kind === 'command' ? node.words.map((word) => word.value) : [],
  );
}
