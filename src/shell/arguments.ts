import { type ArgumentSyntax, isFlag, type OptionMeaning } from './argument-syntax.ts';
import { type Field, partOf } from './field.ts';

interface GivenOption {
  /** First alias of the registry's key, or the option as written where the registry has none. */
  readonly name: string;
  readonly meaning: OptionMeaning | undefined;
  readonly value?: Field;
}

export interface Arguments {
  readonly options: readonly GivenOption[];
  readonly operands: readonly Field[];
  /** Everything from the first operand on, as written. */
  readonly rest: readonly Field[];
}

interface KnownOption {
  readonly name: string;
  readonly meaning: OptionMeaning;
}

const tables = new WeakMap<object, ReadonlyMap<string, KnownOption>>();
const noOptions: ReadonlyMap<string, KnownOption> = new Map();

function tableOf({ options }: ArgumentSyntax): ReadonlyMap<string, KnownOption> {
  if (!options) return noOptions;
  const known = tables.get(options);
  if (known) return known;
  const table = new Map<string, KnownOption>();
  for (const [key, meaning] of Object.entries(options)) {
    for (const aliases of key.split(' ')) {
      const [name = aliases, ...others] = aliases.split('|');
      for (const alias of [name, ...others]) table.set(alias, { name, meaning });
    }
  }
  tables.set(options, table);
  return table;
}

/** The name under which an alias is kept. */
export function canonicalOption(program: ArgumentSyntax, alias: string): string {
  return tableOf(program).get(alias)?.name ?? alias;
}

/** Splits arguments into options and operands as GNU getopt does, by what the registry knows of the program. */
export function readArguments(program: ArgumentSyntax, fields: readonly Field[]): Arguments {
  const reader = new ArgumentReader(program, fields);
  return reader.read();
}

class ArgumentReader {
  readonly #options: GivenOption[] = [];
  readonly #operands: Field[] = [];
  readonly #table: ReadonlyMap<string, KnownOption>;
  #rest: readonly Field[] | undefined;
  #at = 0;
  readonly #program: ArgumentSyntax;
  readonly #fields: readonly Field[];

  constructor(program: ArgumentSyntax, fields: readonly Field[]) {
    this.#program = program;
    this.#fields = fields;
    this.#table = tableOf(program);
  }

  read(): Arguments {
    this.#bundle();
    while (this.#at < this.#fields.length) {
      const field = this.#next();
      if (!field) break;
      if (field.text === '--') {
        this.#operand(...this.#fields.slice(this.#at));
        break;
      }
      if (!this.#isOption(field.text)) {
        this.#at -= 1;
        this.#rest ??= this.#fields.slice(this.#at);
        this.#at += 1;
        this.#operands.push(field);
        if (this.#program.stopsAtOperand) break;
      } else this.#option(field);
    }
    return { options: this.#options, operands: this.#operands, rest: this.#rest ?? [] };
  }

  #next(): Field | undefined {
    const field = this.#fields[this.#at];
    this.#at += 1;
    return field;
  }

  #operand(...fields: readonly Field[]): void {
    this.#rest ??= fields;
    this.#operands.push(...fields);
  }

  /** `tar xzf a.tgz`: letters without a dash, their values after them in order. */
  #bundle(): void {
    const first = this.#fields[0];
    if (!this.#program.bundled || !first || !/^[A-Za-z]+$/.test(first.text)) return;
    this.#at = 1;
    for (const letter of first.text) this.#give(`-${letter}`, undefined);
  }

  #isOption(text: string): boolean {
    if (this.#program.dashes === 'none') return this.#table.has(this.#full(text));
    if (text.startsWith('+')) return this.#table.has(text);
    return text.length > 1 && text.startsWith('-');
  }

  #option(field: Field): void {
    const { text } = field;
    const equals = text.indexOf('=');
    const written = equals > 0 ? text.slice(0, equals) : text;
    const head = this.#program.caseless ? written.toLowerCase() : written;
    const attached = equals > 0 ? partOf(field, equals + 1) : undefined;
    const isLong = text.startsWith('--') || this.#program.dashes === 'single' || this.#table.has(head);
    if (isLong && (text.startsWith('--') || head.length !== 2 || !attached))
      this.#give(this.#full(head), attached);
    else this.#cluster(field);
  }

  /** GNU programs take any abbreviation that fits one option only. */
  #full(head: string): string {
    const isAbbreviable = this.#program.caseless || (head.startsWith('--') && head.length >= 3);
    if (!isAbbreviable || this.#table.has(head)) return head;
    const fitting = new Set<string>();
    for (const [alias, { name }] of this.#table) if (alias.startsWith(head)) fitting.add(name);
    const [only] = fitting;
    return fitting.size === 1 && only ? only : head;
  }

  /** `-rf`, `-ofile`: letters until one takes a value, which is the remainder or the next argument. */
  #cluster(field: Field): void {
    for (let at = 1; at < field.text.length; at += 1) {
      const letter = `-${field.text[at]}`;
      const known = this.#table.get(letter);
      const takesRest = known && (!isFlag(known.meaning) || known.meaning === 'attached');
      if (takesRest && at + 1 < field.text.length) {
        this.#options.push({ ...known, value: partOf(field, at + 1) });
        return;
      }
      this.#give(letter, undefined);
    }
  }

  #give(option: string, attached: Field | undefined): void {
    const known = this.#table.get(option);
    const name = known?.name ?? option;
    const meaning = known?.meaning;
    if (meaning !== undefined && isFlag(meaning) && isOff(attached)) return;
    const takesNext = meaning !== undefined && !isFlag(meaning) && attached === undefined;
    const value = takesNext ? this.#next() : attached;
    this.#options.push({ name, meaning, ...(value && { value }) });
  }
}

/** `--privileged=false`: an option that says of itself that it is not given. */
function isOff(attached: Field | undefined): boolean {
  return attached !== undefined && /^(?:false|no|off|0)$/i.test(attached.text);
}
