import type { Dialect } from './dialect.ts';
import { levels } from './levels.ts';

/** https://www.lua.org/manual/5.4/manual.html#9 */
export const luaDialect: Dialect = {
  comments: /--\[\[[\s\S]*?(?:\]\]|$)|--[^\n]*/y,
  names: /[A-Za-z_]\w*/y,
  plainName: (written) => written,
  quotes: [{ start: /\[\[/y, makes: 'text' }],
  operators: { ...levels, '..': [6, '.'] },
  callsBare: false,
  blocks: 'words',
  givesLast: false,
  literals: {
    true: { kind: 'literal', text: 'true' },
    false: { kind: 'literal', text: 'false' },
    nil: { kind: 'literal', text: 'null' },
  },
};
