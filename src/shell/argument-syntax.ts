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
  | 'execute'
  /** Shell source that it runs. */
  | 'command';

/** What an option without a value says. */
export type Flag =
  | 'flag'
  | 'recursive'
  | 'forced'
  | 'irreversible'
  /** Takes a value only where it is glued on: `-psecret`. */
  | 'attached'
  /** The whole call does nothing: `--help`, `--dry-run`, `-n`. */
  | 'harmless';

export type OptionMeaning = Role | Flag;

/** How the arguments of a program are told apart. */
export interface ArgumentSyntax {
  /** Options with spaces between, aliases of one option with `|`: `'-o|--output -a|--append-output': 'write'`. */
  readonly options?: Readonly<Record<string, OptionMeaning>>;
  /** `single`: `-name value` is one option of several letters, not a cluster. */
  readonly dashes?: 'single' | 'none';
  /** Options may be in any case, and cut short: cmdlets. */
  readonly caseless?: boolean;
  /** Operands end the options: `sudo -u root rm -rf /`. */
  readonly stopsAtOperand?: boolean;
  /** Its first argument may be options without a dash: `tar xzf a.tgz`, `ps aux`. */
  readonly bundled?: boolean;
}

const flags: ReadonlySet<string> = new Set<Flag>([
  'flag',
  'recursive',
  'forced',
  'irreversible',
  'attached',
  'harmless',
]);

export function isFlag(meaning: OptionMeaning): meaning is Flag {
  return flags.has(meaning);
}
