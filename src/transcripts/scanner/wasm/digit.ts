/** Of a byte. */
export function isDigit(c: u32): bool {
  return c >= 0x30 && c <= 0x39;
}
