/** Gives each word a number, in the order of their first use. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();

  get words(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(word: string): number {
    const number = this.#numbers.get(word) ?? this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }

  /** Undefined where the word has none. */
  knownNumberOf(word: string): number | undefined {
    return this.#numbers.get(word);
  }
}
