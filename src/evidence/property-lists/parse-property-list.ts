import { SaxesParser } from 'saxes';
import type { ConfigEntry, ConfigProblem, ConfigValue, ParsedConfig } from '../configuration/config-value.ts';
import { binaryMagic } from './binary-property-list.ts';

const shownProblems = 5;
const deepest = 100;
const nodesAtMost = 100_000;

/**
 * A property list in its XML form, with the lines of its values. What is broken is a problem, and what follows it is
 * read on; entities that the document declares stay as they are written, so that a few lines cannot stand for many.
 * https://www.manpagez.com/man/5/plist/
 */
export function parsePropertyList(text: string): ParsedConfig {
  // What is left of a damaged binary list; that it is damaged was said where it was decoded.
  if (text.startsWith(binaryMagic)) return { problems: [] };
  const parser = new SaxesParser({ position: true });
  const reader = new ListReader((reason) => problems.push({ reason, line: parser.line }));
  const problems: ConfigProblem[] = [];
  parser.on('error', ({ message }) =>
    reader.problem(`not a valid property list: ${message.replace(/^\d+:\d+: /, '')}`),
  );
  parser.on('opentag', ({ name }) => reader.open(name, parser.line));
  parser.on('text', (part) => reader.text(part));
  parser.on('cdata', (part) => reader.text(part));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.write(text).close();
  return { ...reader.end(), problems: problems.slice(0, shownProblems) };
}

/** A dict or an array that is open, and how a value is put into it. */
interface Container {
  readonly name: 'dict' | 'array';
  readonly add: (value: ConfigValue) => void;
}

interface Leaf {
  readonly name: string;
  readonly line: number;
  text: string;
}

const scalars: Readonly<Record<string, (text: string) => string | number | boolean>> = {
  string: (text) => text,
  date: (text) => text.trim(),
  data: (text) => text.replace(/\s+/g, ''),
  integer: numberOf,
  real: numberOf,
  true: () => true,
  false: () => false,
};

/** A number that JavaScript does not hold exactly stays the text that it is. */
function numberOf(text: string): string | number {
  const number = Number(text.trim());
  return String(number) === text.trim() ? number : text.trim();
}

class ListReader {
  readonly problem: (reason: string) => void;
  #root: ConfigValue | undefined;
  #containers: Container[] = [];
  #leaf: Leaf | undefined;
  #key: { readonly text: string; readonly line: number } | undefined;
  /** Elements that are open and are not looked into. */
  #passedOver = 0;
  #nodes = 0;

  constructor(problem: (reason: string) => void) {
    this.problem = problem;
  }

  open(name: string, line: number): void {
    if (name === 'plist' && this.#containers.length === 0) return;
    this.#nodes += 1;
    const known = name === 'dict' || name === 'array' || name === 'key' || Object.hasOwn(scalars, name);
    if (this.#passedOver > 0 || this.#leaf || !known || !this.#hasRoom()) this.#passOver(name);
    else if (name === 'dict') this.#openDict(line);
    else if (name === 'array') this.#openArray(line);
    else this.#leaf = { name, line, text: '' };
  }

  text(part: string): void {
    if (this.#leaf && this.#passedOver === 0) this.#leaf.text += part;
  }

  close(name: string): void {
    if (this.#passedOver > 0) this.#passedOver -= 1;
    else if (this.#leaf) this.#closeLeaf(this.#leaf);
    else if (name === this.#containers.at(-1)?.name) this.#containers.pop();
  }

  /** What stands there at the end, in whatever is still open too. */
  end(): { readonly root?: ConfigValue } {
    if (this.#leaf) this.#closeLeaf(this.#leaf);
    return this.#root ? { root: this.#root } : {};
  }

  #hasRoom(): boolean {
    return this.#containers.length < deepest && this.#nodes <= nodesAtMost;
  }

  #passOver(name: string): void {
    if (this.#passedOver === 0) {
      this.problem(
        this.#hasRoom()
          ? `has an element <${name.slice(0, 40)}> where a property list has none`
          : 'has more values, or deeper ones, than this program follows',
      );
    }
    this.#passedOver += 1;
  }

  #openDict(line: number): void {
    const entries: ConfigEntry[] = [];
    this.#add({ kind: 'object', line, entries });
    const add = (value: ConfigValue) => {
      if (!this.#key) this.problem('has a value without a key');
      else entries.push({ key: this.#key.text, line: this.#key.line, value });
    };
    this.#containers.push({ name: 'dict', add });
  }

  #openArray(line: number): void {
    const items: ConfigValue[] = [];
    this.#add({ kind: 'array', line, items });
    this.#containers.push({ name: 'array', add: (value) => items.push(value) });
  }

  #closeLeaf({ name, line, text }: Leaf): void {
    this.#leaf = undefined;
    if (name === 'key') this.#key = { text, line };
    else this.#add({ kind: 'scalar', line, value: scalars[name]?.(text) ?? text });
  }

  #add(value: ConfigValue): void {
    const container = this.#containers.at(-1);
    if (container) container.add(value);
    else this.#root ??= value;
    this.#key = undefined;
  }
}
