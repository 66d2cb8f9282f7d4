import type { Effect } from './effect.ts';
import type { AnalysisProblem } from './problem.ts';
import type { Guard, Step } from './steps.ts';

/** One program that a command line starts. A wrapper is one, and what it runs is another: `sudo rm a` gives both. */
export interface SimpleCommand {
  /** After quote removal and expansion of what is known; the program first, as written. */
  readonly argv: readonly string[];
  /** Base name of the program, without `.exe`. */
  readonly program: string;
  /** Working folder in which it runs, as far as `cd` and the like could be followed; absolute. */
  readonly cwd: string;
  /** Wrappers around it, outermost first: `sudo`, `xargs`, `sh`, `ssh`, … */
  readonly wrappers: readonly string[];
  /** `root` under `sudo`, the name under `sudo -u` and `su`; absent for the session's own user. */
  readonly user?: string;
  /** Host, container or pod where it runs instead of this machine. */
  readonly remote?: string;
  /** Program whose output it reads, where it stands behind a pipe. */
  readonly pipedFrom?: string;
  /** Part of it is an expansion whose value is not known. */
  readonly dynamic: boolean;
  /** What had to end in which way for it to run at all, outermost first; absent where it surely runs. */
  readonly guards?: readonly Guard[];
  readonly effects: readonly Effect[];
}

/** What a command line does, as far as its words tell. */
export interface CommandAnalysis {
  readonly commands: readonly SimpleCommand[];
  /** Of all commands, in order, redirections and data flow included, without duplicates. */
  readonly effects: readonly Effect[];
  readonly problems: readonly AnalysisProblem[];
  /** Text of the files that it wrote, by absolute path, where its own words tell the text. */
  readonly contents?: ReadonlyMap<string, string>;
  /** Files and folders that it made, absolute; what it only changed or appended to is not among them. */
  readonly created?: ReadonlySet<string>;
  /** The last list of the line, whose outcome is that of the whole; absent where the line is no shell's. */
  readonly ending?: readonly Step[];
}
