import type { Dialect } from './dialect.ts';
import { levels } from './levels.ts';

/** https://cran.r-project.org/doc/manuals/r-release/R-lang.html */
export const rDialect: Dialect = {
  comments: /#[^\n]*/y,
  names: /[A-Za-z.][\w.]*(?:::[\w.]+)?/y,
  plainName: (written) => written.replace(/^\w+::/, ''),
  operators: { ...levels, '<-': [1, 'assign'] },
  callsBare: false,
  blocks: 'braces',
  givesLast: true,
  literals: {
    TRUE: { kind: 'literal', text: 'true' },
    FALSE: { kind: 'literal', text: 'false' },
    NULL: { kind: 'literal', text: 'null' },
  },
};
