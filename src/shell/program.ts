import type { Call } from './call.ts';
import type { Stream } from './stream.ts';

/** What the value of an option, or an operand, is to the program. */
export type Role =
  /** Nothing that matters. */
  | 'value'
  | 'read'
  | 'write'
  | 'append'
  | 'delete'
  /** Read, and sent to the host that the call talks to. */
  | 'upload'
  /** Written with what came from the host. */
  | 'download'
  /** Run as a program or script. */
  | 'execute';

/** What an option without a value says. */
export type Flag =
  | 'flag'
  | 'recursive'
  | 'forced'
  | 'irreversible'
  /** The whole call does nothing: `--help`, `--dry-run`, `-n`. */
  | 'harmless';

export type OptionMeaning = Role | Flag;

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
export interface Program {
  /** Options with spaces between, aliases of one option with `|`: `'-o|--output -a|--append-output': 'write'`. */
  readonly options?: Readonly<Record<string, OptionMeaning>>;
  readonly operands?: Role | OperandRoles;
  /** By first operand; options before it are the program's own. */
  readonly subcommands?: Readonly<Record<string, Program>>;
  /** Programs of one name, told apart by the first operand; each is given all words. */
  readonly variants?: readonly { readonly when: RegExp; readonly program: Program }[];
  /** For subcommands and variants that are not listed. */
  readonly otherwise?: Program;
  readonly act?: Act;
  /** Whether what it read or was fed comes out again; it does unless this says `none`. */
  readonly output?: 'none';
  /** `single`: `-name value` is one option of several letters, not a cluster. */
  readonly dashes?: 'single' | 'none';
  /** Options may be in any case, and cut short: cmdlets. */
  readonly caseless?: boolean;
  /** Environment variable with options that stand before the others. */
  readonly optionsFrom?: string;
  /** Operands end the options: `sudo -u root rm -rf /`. */
  readonly stopsAtOperand?: boolean;
  /** Its first argument may be options without a dash: `tar xzf a.tgz`, `ps aux`. */
  readonly bundled?: boolean;
}

export type Programs = Readonly<Record<string, Program>>;

const flags: ReadonlySet<string> = new Set<Flag>(['flag', 'recursive', 'forced', 'irreversible', 'harmless']);

export function isFlag(meaning: OptionMeaning): meaning is Flag {
  return flags.has(meaning);
}
