const single: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  '\\': '\\',
};

/** Backslash escapes of `echo -e` and `printf`. https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html */
export function unescapeText(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|0?([0-7]{1,3})|(.))/gi,
    (whole, hex?: string, short?: string, long?: string, octal?: string, letter?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return character(Number.parseInt(code, 16));
      if (octal !== undefined) return character(Number.parseInt(octal, 8) & 0xff);
      return single[letter ?? ''] ?? whole;
    },
  );
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** What `printf FORMAT VALUES…` prints; the format is used again until the values are through. */
export function unescapePrintf(format: string, values: readonly string[]): string {
  const rest = [...values];
  let text = '';
  for (let turn = 0; turn < 200; turn += 1) {
    const before = rest.length;
    text += format.replace(
      /%%|%[-+ #0]*\d*(?:\.\d+)?([a-zA-Z])|\\[^%]?[0-9a-fA-F]{0,8}/g,
      (part, letter?: string) => {
        if (part === '%%') return '%';
        if (part.startsWith('\\')) return unescapeText(part);
        const value = rest.shift() ?? '';
        return letter === 'b' ? unescapeText(value) : value;
      },
    );
    if (rest.length === 0 || rest.length === before) break;
  }
  return text;
}

/** The text that an encoding stands for; undefined where it is none. */
export function decoded(text: string, encoding: 'base64' | 'hex'): string | undefined {
  const clean = text.replace(/\s+/g, '');
  const valid = encoding === 'hex' ? /^[0-9a-f]*$/i : /^[A-Za-z0-9+/_-]*={0,2}$/;
  return valid.test(clean) ? Buffer.from(clean, encoding).toString('utf8') : undefined;
}
