/** What names stand for: those of a function, then those around it. */
export class Names<Value> {
  readonly #own = new Map<string, Value>();
  readonly #outer: Names<Value> | undefined;

  constructor(outer?: Names<Value>) {
    this.#outer = outer;
  }

  get(name: string): Value | undefined {
    return this.#own.get(name) ?? this.#outer?.get(name);
  }

  /** Makes a name of its own. */
  declare(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  /** Changes the name where it was made; makes it where nobody has. */
  assign(name: string, value: Value): void {
    this.#holder(name).#own.set(name, value);
  }

  #holder(name: string): Names<Value> {
    if (this.#own.has(name) || !this.#outer?.get(name)) return this;
    return this.#outer.#holder(name);
  }

  /** The names of this level alone. */
  get own(): ReadonlyMap<string, Value> {
    return this.#own;
  }
}
