import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import type { Origin, Stream } from '../stream.ts';
import type { HandedShell } from './handed-shell.ts';
import type { Names } from './names.ts';
import type { Node } from './syntax.ts';
import type { Routine, Value } from './value.ts';

/** The arguments of a call. */
export interface Given {
  readonly values: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export const noneGiven: Given = { values: [], named: new Map() };

/** What is looked up, and on what. */
export interface Member {
  readonly object: Value;
  readonly key: Value;
}

/** What walks through code; calls of libraries come back to it. */
export interface Evaluation {
  /** What runs the code; its effects are those of the code, and as certain as the place that is being looked at. */
  readonly shell: Call;
  /** The call around it: for what the way tells, whatever of the code is reached. */
  readonly outer: Call;
  readonly handedShell: HandedShell;
  /** Says that code runs which came from somewhere: the way to it tells that, and nobody has to follow what it does. */
  runsCode(origins: readonly Origin[]): void;
  /** Files of code that were taken in, by absolute path. */
  readonly modules: Map<string, Value>;
  /** Inside of something that runs only perhaps. */
  readonly isConditional: boolean;
  value(node: Node, names: Names<Value>): Value;
  /** Calls whatever it is. */
  apply(callee: Value, given: Given): Value;
  /** Calls a function of the code itself. */
  runRoutine(routine: Routine, given: Given): Value;
  /** Gives a value to the name that is an argument of the call that is running: `open(my $file, …)`. */
  assignArgument(place: number, value: Value): void;
  conditionally<Result>(run: () => Result): Result;
  /** The code ends here, at least perhaps: what follows is never more than possible. */
  ends(): void;
  /** What the libraries say of a name that is not called. */
  known(name: string, member?: Member): Value | undefined;
  /** A library, or a file of code, by the name under which code takes it in. */
  load(module: string): Value;
  /** Every name of this library may come without it: `from os import *`. */
  openModule(module: string): void;
  /** Runs a file of code. */
  runFile(file: Field): Value;
  /** Runs text as code. */
  runText(source: Field): Value;
  /** Takes what goes to standard output. */
  print(stream: Stream): void;
}
