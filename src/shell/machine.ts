import type { Analysis } from './analysis.ts';
import type { Field } from './field.ts';
import type { Scope } from './scope.ts';
import type { Stream } from './stream.ts';
import type { Script } from './syntax.ts';

/** What walks through scripts; programs that run other programs come back to it. */
export interface Machine {
  readonly analysis: Analysis;
  /** Runs a script and returns what it prints. */
  runScript(script: Script, scope: Scope): Stream;
  /** Runs shell source. */
  runSource(source: string, scope: Scope): Stream;
  /** Whether a word names a program of the registry. */
  knows(word: string): boolean;
  /** Runs one command with its arguments: a function of that name, an alias, a program. */
  runFields(fields: readonly Field[], scope: Scope): Stream;
  /** Runs what a variable of the environment makes programs run from now on. */
  runEnvironment(name: string, scope: Scope): void;
  /** Runs one program with its arguments, whatever function or alias has its name. */
  runProgram(fields: readonly Field[], scope: Scope): Stream;
}
