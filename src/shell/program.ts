import type { ArgumentSyntax, Role } from './argument-syntax.ts';
import type { Call } from './call.ts';
import type { Stream } from './stream.ts';

/** Which operands have which role; `first` and `last` win over `rest`. */
export interface OperandRoles {
  readonly first?: Role;
  readonly last?: Role;
  readonly rest: Role;
  /** With one of these options there is no special first operand: `grep -e pattern file`. */
  readonly unless?: string;
}

/**
 * What the program does beyond its arguments. What it returns is its standard output; `undefined` means the
 * ordinary one: what it read.
 */
export type Act = (call: Call) => Stream | undefined;

/** What a program does, as data. One entry of the registry. */
export interface Program extends ArgumentSyntax {
  readonly operands?: Role | OperandRoles;
  /** By first operand; options before it are the program's own. */
  readonly subcommands?: Readonly<Record<string, Program>>;
  /** Programs of one name, told apart by the first operand; each is given all words. */
  readonly variants?: readonly { readonly when: RegExp; readonly program: Program }[];
  /** For subcommands and variants that are not listed. */
  readonly otherwise?: Program;
  readonly act?: Act;
  /**
   * Whether what it read or was fed comes out again: changed by default, `selection` where each line that comes out is
   * as it was, and `none`.
   */
  readonly output?: 'none' | 'selection';
  /** The working folder to which it goes is that of what follows, too: `cd`, `eval`. */
  readonly leavesFolder?: true;
  /** Environment variable with options that stand before the others. */
  readonly optionsFrom?: string;
}

export type Programs = Readonly<Record<string, Program>>;
