/** Bytes at the beginning of a file that are looked at. */
const looked = 64;
const letters = 4;

/**
 * UTF-16 where a byte order mark says so, or where every letter at the beginning has a NUL on the same side, as editors
 * and shells of Windows write it without a mark; else UTF-8. https://www.rfc-editor.org/rfc/rfc2781#section-4
 */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (isNulOnSide(head, 1)) return 'utf-16le';
  return isNulOnSide(head, 0) ? 'utf-16be' : 'utf-8';
}

/** @param side 0 where the NUL stands before its letter, 1 behind it */
function isNulOnSide(head: Uint8Array, side: 0 | 1): boolean {
  const pairs = Math.floor(Math.min(head.length, looked) / 2);
  if (pairs < letters) return false;
  for (let pair = 0; pair < pairs; pair += 1)
    if (head[2 * pair + side] !== 0 || !isLetter(head[2 * pair + 1 - side])) return false;
  return true;
}

function isLetter(byte: number | undefined): boolean {
  return (
    byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d)
  );
}
