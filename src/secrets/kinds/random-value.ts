/** Paths, numbers, and names of constants. */
export const noSecret = /^(?:[./~]|\d{1,9}$|https?:|[A-Z]{1,3}[A-Z_]*$)/;

/** `process.env.TOKEN`, `config.secret1`, `./path/to.key`: where the secret comes from, not what it is. */
export function isCode(text: string): boolean {
  return (
    /^(?:process|os|env|self|this|config|settings|args|options|data|req|res|ctx|vars|secrets|var|local)\b[.[]/i.test(
      text,
    ) ||
    /^[a-z_$][\w$]*(?:\??\.[a-z_$][\w$]*){1,8}(?:[-+]\d{1,4})?$/i.test(text) ||
    /^(?:[=!<>]|0x[0-9a-f]{1,8}$|[\^~]?\d{1,4}(?:\.\d{1,6}){1,3}$)/i.test(text) ||
    /^(?:\.{0,2}\/|~\/|[a-z]:\\|https?:\/\/|file:|arn:)/i.test(text) ||
    /^[$%{]/.test(text)
  );
}

/** Letters and digits, and no words with a number behind or between them: `Uint8Array`, `round1Public`. */
export function looksRandom(text: string): boolean {
  if (!/\d/.test(text)) return changesCase(text);
  if (/^\d{15,80}$/.test(text)) return true;
  return (
    /[a-z]/i.test(text) &&
    !/^[a-z_-]+\d{0,3}(?:[A-Z_][a-z_]+)*$/.test(text) &&
    !/^[A-Z][a-z]+\d{1,2}[A-Z][a-z]+$/.test(text) &&
    !/^[a-z]+(?:[A-Z][a-z]+)+\d{1,2}$/.test(text) &&
    !/^[a-z-]+-v?\d{1,4}(?:\.\d{1,4})+$/.test(text)
  );
}

/** Without a digit: more changes between small letters and capitals than words joined in any style have. */
function changesCase(text: string): boolean {
  const changes = text.match(/[a-z][A-Z]/g)?.length ?? 0;
  return text.length >= 24 && /^[A-Za-z+/_=-]+$/.test(text) && changes * 9 >= text.length * 2;
}

/**
 * Letters, with or without digits, that no words make in whichever style words are joined: most of what a change
 * between small letters, capitals and digits sets off is too short for a word, or has no vowel.
 */
export function isJumbled(text: string): boolean {
  const pieces = text.match(/[A-Z]{2,}(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+/g) ?? [];
  const wordless = pieces.filter((piece) => piece.length < 3 || !/[aeiouy]/i.test(piece)).length;
  const isMixed = /^(?=.*[a-z])(?=.*[A-Z])[\x21-\x7e]+$/.test(text);
  return isMixed && pieces.length >= 4 && wordless * 2 >= pieces.length;
}
