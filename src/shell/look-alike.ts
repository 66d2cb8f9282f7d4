/** Characters that take no place, or turn the direction of what follows. https://www.unicode.org/reports/tr36/ */
const hidden = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff]/;
const overriding = /[\u202d\u202e]/;
/** These hold text of both directions apart, which needs some that is written from right to left. */
const isolating = /[\u202a-\u202c\u2066-\u2069]/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const latin = /[a-z]/i;
/** Letters of other scripts, of which many look like Latin ones. */
const alike = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]/;
/** Cyrillic and Greek letters that no eye tells from Latin ones. */
const onlyAlike = /^[аеорсухіјѕԁһԛԝӏοαρν\d-]+$/;
/** Letters in full width and of formulas, which are read as plain ones. */
const styled = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]/u;

/**
 * Whether a name of a host or a program looks like another: scripts mixed within one part of it, a part that is made of
 * look-alike letters alone, characters that are not seen. https://www.unicode.org/reports/tr39/#Mixed_Script_Detection
 */
export function looksLikeAnother(name: string): boolean {
  if (!/[^\x20-\x7e]/.test(name)) return false;
  if (hidden.test(name) || styled.test(name)) return true;
  const parts = name.toLowerCase().split('.');
  const isUnderLatin = /^[a-z]{2,}$/.test(parts.at(-1) ?? '');
  return parts.some(
    (part) =>
      (latin.test(part) && alike.test(part)) || (isUnderLatin && alike.test(part) && onlyAlike.test(part)),
  );
}

/** Whether a text is shown in another order than it is read. https://trojansource.codes/ */
export function turnsDirection(text: string): boolean {
  return overriding.test(text) || (isolating.test(text) && !rightToLeft.test(text));
}
