import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/secrets/redact-text.ts';

const salt = new Uint8Array(4);
const password = ['Sommer', 'Regen77'].join('!');
const lines = `SHOP_ENV=production\r\nDATABASE_URL=postgres://shop:${password}@db.corp.internal/shop\r\n`;

const behind = (text: string, nul: string) => [...text].map((letter) => letter + nul).join('');
const before = (text: string, nul: string) => [...text].map((letter) => nul + letter).join('');

/** As a program shows it, and as a line of JSON has it. */
const written: readonly (readonly [string, string])[] = [
  ['a NUL behind each letter', behind(lines, '\0')],
  ['a NUL before each letter', before(lines, '\0')],
  ['a byte order mark', `\ufffd\ufffd${behind(lines, '\0')}`],
  [
    'lines that a tool numbered',
    behind(lines, '\0')
      .split('\n')
      .map((line, at) => `  ${at + 1}→${line}`)
      .join('\n'),
  ],
  ['JSON', JSON.stringify({ text: behind(lines, '\0') })],
  ['JSON, a NUL before each letter', JSON.stringify({ text: before(lines, '\0') })],
];

describe('a secret in UTF-16 that was read as another text', () => {
  it.each(written)('is redacted: %s', (_, text) => {
    const shown = redactText(text, salt);
    expect(shown.replaceAll('\\u0000', '').replaceAll('\0', '')).not.toContain(password);
    expect(shown).toContain('[url-password');
    expect(shown.replaceAll('\\u0000', '').replaceAll('\0', '')).toContain('db.corp.internal');
  });

  it.each([
    behind('SHOP_ENV=production\r\n', '\0'),
    '\0\0\u0001\0\u0001\0 \0h\u0004\0',
    'a\0b',
    JSON.stringify({ text: behind('nothing to see', '\0') }),
  ])('is not where there is none: %j', (text) => {
    expect(redactText(text, salt)).toBe(text);
  });
});
