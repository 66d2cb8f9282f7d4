import type { Certainty, Trait } from './effect.ts';
import type { Field } from './field.ts';
import type { Mount } from './mounts.ts';
import type { Guard } from './steps.ts';
import { emptyStream, type Origin, type Stream } from './stream.ts';
import type { FunctionNode, Script } from './syntax.ts';

export interface Variable {
  readonly fields: readonly Field[];
  /** Of an array whose elements have names, or do not follow each other: the key of each field. */
  readonly keys?: readonly string[];
  readonly origins: readonly Origin[];
  /** What it may hold instead: it was set where a condition decided. */
  readonly alternatives?: readonly Field[];
  /** `declare -n`: another name for this variable. */
  readonly reference?: string;
  readonly isReadonly?: boolean;
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
  /** What it changes in the container where it runs goes with that: an image that is made, a service. */
  readonly isThrownAway?: boolean;
  /** What a container sees of the host. */
  readonly mounts?: readonly Mount[];
  /** Nothing inside is more certain than this. */
  certainty: Certainty;
  /** Functions and sources that are running, to stop recursion. */
  readonly running: readonly string[];
  /** What everything inside is, besides what it is by itself: `find -exec` takes a whole tree. */
  readonly traits?: readonly Trait[];
  /** Runs only if something else did or did not: both the old and the new value of a variable may hold. */
  conditional?: boolean | undefined;
  /** What decides whether it runs. */
  guards?: readonly Guard[] | undefined;
  /** Inside a loop, of which only some turns are looked at. */
  isRepeated?: boolean | undefined;
  /** Variables of the running function, with what they were before. */
  readonly locals?: Map<string, Variable | undefined>;
  /** Started with `&`, here or further out. */
  readonly detached?: boolean;
  /** Backslashes part the folders of a path, whatever the machine: PowerShell, `cmd`. */
  readonly hasBackslashes?: boolean;
  /** What runs here takes `~` in front of a path for the home, quoted or not. */
  readonly expandsHome?: boolean;
  /** Program whose output is the standard input. */
  readonly pipedFrom?: string;
  /** What it prints goes to a program that logs in with it. */
  readonly logsInNext?: boolean;
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

/** Number of the next descriptor that nobody uses; Bash starts at 10. */
export function openDescriptor({ descriptors }: Scope): string {
  return String(10 + descriptors.size);
}

/** `/dev/fd/3`, `/proc/self/fd/3`: the descriptor's number. */
export function descriptorOf(path: string): string | undefined {
  return /^\/(?:dev|proc\/(?:self|thread-self|\d+))\/fd\/(\w+)$/.exec(path)?.[1];
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
