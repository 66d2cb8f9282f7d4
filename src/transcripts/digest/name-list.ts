/** Texts that repeat, each once; 0 stands for the empty one. */
export class NameList {
  readonly names: string[] = [''];
  readonly #indexes = new Map<string, number>([['', 0]]);

  index(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    this.#indexes.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  at(index: number | undefined): string {
    return this.names[index ?? 0] ?? '';
  }
}
