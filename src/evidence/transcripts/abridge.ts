import { decode, type LineBytes } from './line-bytes.ts';

const quote = 0x22;
const backslash = 0x5c;
/** `\uXXXX`, the longest escape. */
const longestEscape = 6;

/**
 * The same JSON text with every string cut to a length, so that a result of megabytes costs a walk over its quotes
 * and not a parse. Structure, keys and short strings stay as they are: nothing can hide from a reader of the copy.
 * Invalid input gives an invalid copy or `undefined`.
 * @param longest in bytes, of a string as it is written
 */
export function abridge({ window, start, end }: LineBytes, longest: number): string | undefined {
  let [kept, from] = ['', start];
  for (let open = window.indexOf(quote, start); open !== -1 && open < end; ) {
    const close = stringEnd(window, open + 1);
    if (close === -1 || close >= end) return undefined;
    if (close - open > longest + 1) {
      kept += decode(window, from, cutAt(window, open + 1 + longest));
      from = close;
    }
    open = window.indexOf(quote, close + 1);
  }
  return kept + decode(window, from, end);
}

/** The index of the quote that ends a string, or -1. */
function stringEnd(window: Buffer, start: number): number {
  for (let close = window.indexOf(quote, start); close !== -1; close = window.indexOf(quote, close + 1)) {
    let before = close - 1;
    while (window[before] === backslash) before -= 1;
    if ((close - before) % 2 === 1) return close;
  }
  return -1;
}

/** The last place up to an index at which a string may be cut: not within a character, nor within an escape. */
function cutAt(window: Buffer, index: number): number {
  let cut = index;
  while (((window[cut] ?? 0) & 0xc0) === 0x80) cut -= 1;
  let last = cut - 1;
  while (last > cut - longestEscape && window[last] !== backslash) last -= 1;
  if (window[last] !== backslash) return cut;
  let before = last;
  while (window[before] === backslash) before -= 1;
  return (last - before) % 2 === 1 ? last : cut;
}
