/**
 * Evidence is written by whoever attacks: control characters move a terminal's cursor, bidirectional marks
 * reorder a line (https://trojansource.codes), zero-width, blank and tag characters hide words
 * (https://www.unicode.org/reports/tr36/). All of them match; the selector that only gives an emoji its colour does
 * not.
 */
export const actingOrHidden =
  /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Of those, the ones with which a text for people says another thing to a model: what such a text does not need. */
export const hiddenFromPeople =
  /[\u0000-\u0008\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u2800\u3164\uffa0\u{e0000}-\u{e01ef}]/u;
