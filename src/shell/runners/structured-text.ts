import { type JsonObject, objectOf } from '../../json-object.ts';

/** Longer files are no configuration that anybody wrote by hand. */
const longest = 128 * 1024;
const mostAliases = 100;

/**
 * Ways to read the files of runners: the whole as an object, nothing where the text is none. `require` and not `import`,
 * because only what meets such a file is to load its reader; the build makes a file of each, beside the program.
 */
const formats = {
  yaml: (text) => {
    const { parse } = require('yaml') as typeof import('yaml');
    return parse(text, { merge: true, logLevel: 'silent', maxAliasCount: mostAliases }) as unknown;
  },
  toml: (text) => (require('smol-toml') as typeof import('smol-toml')).parse(text),
  json: (text) => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown,
} as const satisfies Readonly<Record<string, (text: string) => unknown>>;
export type Format = keyof typeof formats;

export function readStructured(text: string, format: Format): JsonObject | undefined {
  if (text.length > longest) return undefined;
  try {
    return objectOf(formats[format](text));
  } catch {
    return undefined;
  }
}
