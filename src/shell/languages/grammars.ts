import type { Parser } from '@lezer/common';

/**
 * Grammars of Lezer. `require` and not `import`, because only what meets code of a language is to load its grammar, and
 * because analysis does not wait; the build makes a file of each, beside the program.
 */
export const grammars = {
  python: once(() => (require('@lezer/python') as typeof import('@lezer/python')).parser),
  javascript: once(() => {
    const { parser } = require('@lezer/javascript') as typeof import('@lezer/javascript');
    return parser.configure({ dialect: 'ts jsx' });
  }),
  php: once(() => (require('@lezer/php') as typeof import('@lezer/php')).parser),
} as const satisfies Readonly<Record<string, () => Parser>>;

function once(load: () => Parser): () => Parser {
  let loaded: Parser | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
