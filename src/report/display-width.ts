import stringWidth from 'string-width';

/** What a terminal shows as one character, and in how many of its columns. */
export interface Sign {
  readonly text: string;
  readonly width: number;
}

const plain = /^[\x20-\x7e]*$/;
const segmenter = new Intl.Segmenter();

/** The signs of a text, in their order. A mark that has no letter to stand on gets a dotted circle, as in Unicode's charts. */
export function signsOf(text: string): readonly Sign[] {
  if (plain.test(text)) return [...text].map((character) => ({ text: character, width: 1 }));
  return Array.from(segmenter.segment(text), ({ segment }) => {
    const width = stringWidth(segment);
    return width > 0 ? { text: segment, width } : { text: `\u25cc${segment}`, width: 1 };
  });
}

/** In columns of a terminal: two for a character of Chinese or an emoji, none for an accent behind its letter. */
export function displayWidth(text: string): number {
  return plain.test(text) ? text.length : widthOf(signsOf(text));
}

/** In columns of a terminal. */
export function widthOf(signs: readonly Sign[]): number {
  return signs.reduce((sum, { width }) => sum + width, 0);
}
