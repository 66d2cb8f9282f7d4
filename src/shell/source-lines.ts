/** Which line a place in a text is on; the index is made when it is first asked for. */
export class SourceLines {
  readonly #text: string;
  readonly #before: number;
  #starts: readonly number[] | undefined;

  /** @param before lines that stand before the text */
  constructor(text: string, before: number) {
    this.#text = text;
    this.#before = before;
  }

  /** Counted from 1. */
  at(position: number): number {
    this.#starts ??= startsOfLines(this.#text);
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return this.#before + low;
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many lines end before a place. */
export function linesBefore(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
