import type { Certainty } from './effect.ts';
import type { Field } from './field.ts';
import { emptyStream, type Origin, type Stream } from './stream.ts';
import type { FunctionNode, Script } from './syntax.ts';

export interface Variable {
  readonly fields: readonly Field[];
  readonly origins: readonly Origin[];
  /** Set only when a branch runs: the value before may still hold. */
  readonly before?: string;
}

/** Where a file descriptor leads: to a host, or to a file. */
export type Endpoint =
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stream'; readonly stream: Stream }
  | { readonly kind: 'process'; readonly body: Script };

/** What surrounds a command while it runs. A subshell gets a fork. */
export interface Scope {
  cwd: string;
  variables: Map<string, Variable>;
  functions: Map<string, FunctionNode>;
  descriptors: Map<string, Endpoint>;
  aliases: Map<string, string>;
  arguments: readonly Field[];
  stdin: Stream;
  readonly wrappers: readonly string[];
  readonly user?: string;
  readonly remote?: string;
  /** Nothing inside is more certain than this. */
  readonly certainty: Certainty;
  /** Functions and sources that are running, to stop recursion. */
  readonly running: readonly string[];
  /** Started with `&`, here or further out. */
  readonly detached?: boolean;
  /** Program whose output is the standard input. */
  readonly pipedFrom?: string;
}

export function rootScope(cwd: string): Scope {
  return {
    cwd,
    variables: new Map(),
    functions: new Map(),
    descriptors: new Map(),
    aliases: new Map(),
    arguments: [],
    stdin: emptyStream,
    wrappers: [],
    certainty: 'certain',
    running: [],
  };
}

/** A copy whose changes do not come back. */
export function forkScope(scope: Scope, changes: Partial<Scope> = {}): Scope {
  return {
    ...scope,
    variables: new Map(scope.variables),
    functions: new Map(scope.functions),
    descriptors: new Map(scope.descriptors),
    aliases: new Map(scope.aliases),
    ...changes,
  };
}
