import type { ArgumentSyntax, OptionMeaning } from '../../shell/argument-syntax.ts';
import type { Isolation } from '../isolation.ts';

/** A program that runs another one, which its own words name. One entry of the registry. */
export interface Carrier extends ArgumentSyntax {
  /** The option that a lone dash stands for. */
  readonly dash?: string;
  /** Words between its options and the command: a host, an image, a file. */
  readonly skips?: number;
  /** By first operand; with them, other operands run nothing. */
  readonly subcommands?: Readonly<Record<string, Carrier>>;
  /** Words behind which a command begins: `find … -exec`. */
  readonly marks?: readonly string[];
  /** Options whose value is a script. */
  readonly scripts?: readonly string[];
  /** Nothing but the value of such an option is run: other words are a user, a file, arguments of the script. */
  readonly onlyScripts?: true;
  /** The words after its options are scripts, each or joined. */
  readonly readsScript?: true;
  /** `NAME=value` words before the command set variables. */
  readonly assigns?: true;
  /** The command has nothing of the environment, or nothing with one of these options. */
  readonly clears?: true | readonly string[];
  /** Options that keep what would be cleared; with a list as value, only what it names. */
  readonly keeps?: readonly string[];
  /** Options that set a variable, or hand one on that is set. */
  readonly sets?: readonly string[];
  readonly unsets?: readonly string[];
  readonly isolation?: Isolation;
  /** Its options say what of the host the container reaches. */
  readonly isContainer?: true;
}

type Options = Readonly<Record<string, OptionMeaning>>;

/** Runs what follows its own options, in the same environment. */
export const around = (options: Options = {}, skips = 0): Carrier => ({
  options,
  stopsAtOperand: true,
  skips,
});

/** Runs its words as scripts. */
export const strings = (options: Options = {}, skips = 0): Carrier => ({
  ...around(options, skips),
  readsScript: true,
});
