import type { ReadSigns } from './signs.ts';

/** Private use characters: every one that evidence holds is made visible before, so that none stands in a cell. */
const first = 0xe000;
const last = 0xf8fe;
const filler = '\uf8ff';

/**
 * Texts for a layout that counts characters: a sign that is not one column wide, or that several characters make, is
 * as many characters long as a terminal shows it wide. `original` gives such a text back.
 */
export class StandIns {
  readonly #signsOf: ReadSigns;
  readonly #signs: string[] = [];
  readonly #known = new Map<string, string>();

  constructor(signsOf: ReadSigns) {
    this.#signsOf = signsOf;
  }

  of(text: string): string {
    if (/^[\x20-\x7e\n]*$/.test(text)) return text;
    return text
      .split('\n')
      .map((line) => this.#signsOf(line).map((sign) => this.#standIn(sign.text, sign.width)))
      .map((signs) => signs.join(''))
      .join('\n');
  }

  original(text: string): string {
    return text
      .replaceAll(filler, '')
      .replace(/[\ue000-\uf8fe]/g, (character) => this.#signs[character.charCodeAt(0) - first] ?? character);
  }

  /** Signs beyond the room of the stand-ins stay, and may be a column off. */
  #standIn(sign: string, width: number): string {
    if (sign.length === 1 && sign <= '\x7e') return sign;
    const known = this.#known.get(sign);
    if (known !== undefined || first + this.#signs.length > last) return known ?? sign;
    const made = String.fromCharCode(first + this.#signs.length) + filler.repeat(width - 1);
    this.#signs.push(sign);
    this.#known.set(sign, made);
    return made;
  }
}
