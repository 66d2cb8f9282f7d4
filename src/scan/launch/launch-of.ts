import { type Arguments, readArguments } from '../../shell/arguments.ts';
import { type Field, plainField } from '../../shell/field.ts';
import {
  emptyEnvironment,
  type GuardEnvironment,
  withoutVariable,
  withVariable,
} from '../guard-environment.ts';
import { type Isolation, strongerIsolation } from '../isolation.ts';
import { isAgentWord, isTellingAgentWord } from './agent-words.ts';
import type { Carrier } from './carrier.ts';
import { carriers, namedIn } from './carriers.ts';
import { reachesHost } from './host-reach.ts';

/** What a command starts behind the programs that carry it. */
export interface Launch {
  /** Index of the word that is the agent's program; undefined where none is named. */
  readonly agentAt: number | undefined;
  /** Index of the word at which the innermost command begins; past the end where there is none. */
  readonly commandAt: number;
  /** What that command has. */
  readonly environment: GuardEnvironment;
  /** Of the carriers alone. */
  readonly isolation: Isolation;
  /** Indexes of words that a carrier reads as scripts. */
  readonly scripts: ReadonlySet<number>;
  /** Something carries the command. */
  readonly carried: boolean;
}

/** Reads a command from its first word on: wrapper by wrapper, each by its own options. */
export function launchOf(words: readonly string[], environment: GuardEnvironment): Launch {
  const reader = new LaunchReader(words, environment);
  reader.read();
  return reader;
}

const mostCarriers = 12;

class LaunchReader implements Launch {
  agentAt: number | undefined;
  commandAt = 0;
  environment: GuardEnvironment;
  isolation: Isolation = 'none';
  readonly scripts = new Set<number>();
  carried = false;
  readonly #words: readonly string[];
  readonly #fields: readonly Field[];

  constructor(words: readonly string[], environment: GuardEnvironment) {
    this.#words = words;
    this.#fields = words.map((word) => plainField(word));
    this.environment = environment;
  }

  read(): void {
    for (let count = 0; count < mostCarriers; count += 1) {
      this.#assignments();
      const word = this.#words[this.commandAt];
      if (word === undefined) return;
      if (isAgentWord(word)) {
        this.agentAt = this.commandAt;
        return;
      }
      const carrier = carriers.get(baseName(word)) ?? carriers.get(word) ?? carriers.get(withoutGlued(word));
      if (!carrier) break;
      this.carried = true;
      this.commandAt += 1;
      if (!this.#carry(carrier)) return;
    }
    if (this.carried) this.#findAgent();
  }

  /** An entry point or a script that is not known may still be handed the agent by its name. */
  #findAgent(): void {
    const at = this.#words.findIndex((word, index) => index >= this.commandAt && isTellingAgentWord(word));
    if (at !== -1) this.agentAt = at;
  }

  /** @returns whether a command follows */
  #carry(carrier: Carrier): boolean {
    const given = readArguments(carrier, this.#argumentsFrom(this.commandAt, carrier.dash));
    this.#surround(carrier, given);
    this.#optionScripts(carrier, given);
    this.commandAt = this.#words.length - given.rest.length;
    if (carrier.assigns) this.#assignments();
    this.commandAt += this.#skipped(carrier.skips ?? 0);
    // `kubectl exec pod -- command`
    if (carrier.skips !== undefined && this.#words[this.commandAt] === '--') this.commandAt += 1;
    if (carrier.onlyScripts && !this.#afterMark(carrier)) {
      this.#operandScripts();
      this.commandAt = this.#words.length;
      return false;
    }
    if (carrier.subcommands) return this.#subcommand(carrier);
    this.#afterMark(carrier);
    if (carrier.readsScript) this.#operandScripts();
    return this.commandAt < this.#words.length;
  }

  #argumentsFrom(at: number, dash: string | undefined): readonly Field[] {
    const fields = this.#fields.slice(at);
    if (dash === undefined) return fields;
    return fields.map((field, index) => (index === 0 && field.text === '-' ? plainField(dash) : field));
  }

  #subcommand(carrier: Carrier): boolean {
    const inner = namedIn(carrier.subcommands ?? {}, this.#words[this.commandAt]);
    if (inner) {
      this.commandAt += 1;
      return this.#carry(inner);
    }
    return carrier.marks !== undefined && this.#afterMark(carrier);
  }

  /** `$OPTIONS` before a host or an image are options. */
  #skipped(count: number): number {
    if (count === 0) return 0;
    let skipped = 0;
    while (/^\$[{@A-Za-z_]|^\$\{[\w]+\[@\]/.test(this.#words[this.commandAt + skipped] ?? '')) {
      if (this.#words[this.commandAt + skipped + count] === undefined) break;
      if (isAgentWord(this.#words[this.commandAt + skipped + 1] ?? '')) break;
      skipped += 1;
    }
    return skipped + count;
  }

  #afterMark({ marks = [] }: Carrier): boolean {
    // The dashes that end the options are behind us already.
    if (marks.includes('--') && this.#words[this.commandAt - 1] === '--') return true;
    const at = this.#words.findIndex((word, index) => index >= this.commandAt && marks.includes(word));
    if (at !== -1) this.commandAt = at + 1;
    return at !== -1;
  }

  #surround(carrier: Carrier, given: Arguments): void {
    if (carrier.isolation) {
      const reaches = carrier.isContainer === true && reachesHost(given);
      const own = reaches ? 'privileged-container' : carrier.isolation;
      this.isolation = strongerIsolation(this.isolation, own);
    }
    const before = this.environment;
    this.environment = passed(carrier, given, before);
    for (const { name, value } of given.options) {
      if (value && carrier.unsets?.includes(name)) {
        this.environment = withoutVariable(this.environment, value.text);
      }
      if (value && carrier.sets?.includes(name)) this.#handOver(value.text, before);
    }
  }

  /** `-e NAME=value`, or `-e NAME` for one that is set here. */
  #handOver(text: string, before: GuardEnvironment): void {
    const [, name = '', value] = /^(\w+)(?:=(.*))?$/s.exec(text) ?? [];
    const given = value ?? (before.get(name)?.exported ? before.get(name)?.value : undefined);
    if (given !== undefined) {
      this.environment = withVariable(this.environment, name, { value: given, exported: true });
    }
  }

  #assignments(): void {
    for (; this.commandAt < this.#words.length; this.commandAt += 1) {
      const [, name = '', value = ''] =
        /^([A-Za-z_]\w*)=(.*)$/s.exec(this.#words[this.commandAt] ?? '') ?? [];
      if (name === '') return;
      this.environment = withVariable(this.environment, name, { value, exported: true });
    }
  }

  #optionScripts({ scripts = [] }: Carrier, { options }: Arguments): void {
    for (const { name, value } of options) {
      if (!value || !scripts.includes(name)) continue;
      const at = this.#fields.indexOf(value);
      const index = at === -1 ? this.#words.findIndex((word) => word.endsWith(value.text)) : at;
      if (index !== -1) this.scripts.add(index);
    }
  }

  #operandScripts(): void {
    for (let index = this.commandAt; index < this.#words.length; index += 1) {
      if (/\s/.test(this.#words[index] ?? '')) this.scripts.add(index);
    }
  }
}

/** What is left of an environment behind a carrier. */
function passed(
  { clears, keeps = [] }: Carrier,
  { options }: Arguments,
  before: GuardEnvironment,
): GuardEnvironment {
  const isCleared = clears === true || options.some(({ name }) => clears?.includes(name));
  if (!isCleared) return before;
  const keeping = options.filter(({ name }) => keeps.includes(name));
  if (keeping.length === 0) return emptyEnvironment;
  const listed = keeping.flatMap(({ value }) => (value ? value.text.split(',') : []));
  if (listed.length === 0) return before;
  return new Map([...before].filter(([name]) => listed.includes(name)));
}

/** `env${SETTINGS}`: a variable that brings its own blank. */
function withoutGlued(word: string): string {
  return /^([\w-]+)\$\{\w+\}$/.exec(word)?.[1] ?? '';
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
