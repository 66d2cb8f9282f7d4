const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Escapes as most languages have them. */
export function unescaped(inside: string): string {
  if (!inside.includes('\\')) return inside;
  return inside.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{1,3})|([\s\S]))/g,
    (whole, hex?: string, unicode?: string, long?: string, octal?: string, one?: string) => {
      const digits = hex ?? unicode ?? long;
      if (digits !== undefined)
        return Number.parseInt(digits, 16) <= 0x10ffff
          ? String.fromCodePoint(Number.parseInt(digits, 16))
          : whole;
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      return one !== undefined && Object.hasOwn(escapes, one) ? (escapes[one] ?? whole) : whole;
    },
  );
}
