import { actingOrHidden } from '../unseen-characters.ts';

/** One line, with every character that acts or hides shown as `\u{…}`. Tabs become spaces. */
export function visible(text: string): string {
  return text.replace(actingOrHidden, (character) => shown[character] ?? codePoint(character));
}

/** The same for a text of several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/**
 * JSON text in which no character acts on the terminal that shows it: what acts or hides stands as `\uXXXX`, so that
 * a reader of the JSON gets every string back as it was.
 */
export function visibleJson(text: string): string {
  // Most text is plain, and to see that is much cheaper than to look at every character's class.
  return text.replace(/[^\n\x20-\x7e]+/g, (rare) => rare.replace(actingOrHidden, codeUnits));
}

function codeUnits(characters: string): string {
  return Array.from({ length: characters.length }, (_, index) => codeUnit(characters.charCodeAt(index))).join(
    '',
  );
}

function codeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

const shown: Readonly<Record<string, string>> = { '\t': ' ', '\n': '⏎' };

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
