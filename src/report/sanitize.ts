/**
 * Evidence is written by whoever attacks: control characters move a terminal's cursor, bidirectional marks
 * reorder a line (https://trojansource.codes), zero-width characters hide words. All of them match here; the
 * selector that only gives an emoji its colour does not.
 */
const actingOrHidden = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** One line, with every character that acts or hides shown as `\u{…}`. Tabs become spaces. */
export function visible(text: string): string {
  return text.replace(actingOrHidden, (character) => shown[character] ?? codePoint(character));
}

const shown: Readonly<Record<string, string>> = { '\t': ' ', '\n': '⏎' };

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
