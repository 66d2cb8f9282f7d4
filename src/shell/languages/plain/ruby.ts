import type { Dialect } from './dialect.ts';
import { levels } from './levels.ts';

/** https://docs.ruby-lang.org/en/master/syntax_rdoc.html */
export const rubyDialect: Dialect = {
  comments: /#[^\n]*|(?<=^|\n)=begin[\s\S]*?(?:\n=end[^\n]*|$)/y,
  names: /(?:@{1,2}|\$)?[A-Za-z_]\w*(?:[?!](?!=(?!=)))?|\$[0-9!&*~]/y,
  plainName: (written) => written.replace(/^[@$]+/, ''),
  filledIn: /#\{((?:[^{}]|\{[^{}]*\})*)\}/g,
  hasNestedCode: true,
  quotes: [
    { start: /%[wWiI][({[<|!]/y, makes: 'words' },
    { start: /%x[({[<|!]/y, makes: 'shell' },
    { start: /%q[({[<|!]/y, makes: 'text' },
    { start: /%Q?[({[<|!]/y, makes: 'template' },
    { start: /%r[({[<|!]/y, makes: 'nothing' },
  ],
  hasBackticks: true,
  hasPatterns: true,
  hasHeredocs: true,
  operators: levels,
  callsBare: true,
  blocks: 'words',
  givesLast: true,
  literals: {
    true: { kind: 'literal', text: 'true' },
    false: { kind: 'literal', text: 'false' },
    nil: { kind: 'literal', text: 'null' },
  },
};
