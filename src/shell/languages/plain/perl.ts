import { callNode, nameNode } from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { levels } from './levels.ts';

/** https://perldoc.perl.org/perlop */
export const perlDialect: Dialect = {
  comments: /#[^\n]*|(?<=^|\n)=\w[\s\S]*?(?:\n=cut[^\n]*|$)/y,
  names:
    /[$@%&]\$*\{\^?\w+\}|[$@%&]?\$*(?:[A-Za-z_]\w*(?:(?:::|')[A-Za-z_]\w*)*)|[$@](?:[0-9!_&;,.\\/]|\$)|<\$?\w*>/y,
  plainName: (written) => {
    if (/^<.*>$/.test(written)) return '<>';
    if (written === '@_') return 'arguments';
    return written.replace(/^[$@%&]\$*\{?|\}$/g, '').replaceAll('::', '.');
  },
  filledIn: /([$@]\w+(?:(?:->)?(?:\{[^{}]*\}|\[[^[\]]*\]))*)|[$@]\{(\w+)\}|@\{\[([^\]]*)\]\}/g,
  quotes: [
    { start: /qq\s?[({[</!|#~]/y, makes: 'template' },
    { start: /qw\s?[({[</!|#~]/y, makes: 'words' },
    { start: /qx\s?[({[</!|#~']/y, makes: 'shell' },
    { start: /q\s?[({[</!|#~]/y, makes: 'text' },
    { start: /(?:qr|m)\s?[({[</!|#~]/y, makes: 'nothing' },
    { start: /(?:s|tr|y)[({[</!|#~]/y, makes: 'nothing', parts: 2 },
  ],
  hasBackticks: true,
  hasPatterns: true,
  hasHeredocs: true,
  operators: {
    ...levels,
    '.': [6, '.'],
    '+': [6, 'plus'],
    '-': [6, '-'],
    x: [7, 'x'],
    eq: [5, '=='],
    ne: [5, '!='],
  },
  callsBare: true,
  blocks: 'braces',
  givesLast: true,
  literals: { shift: callNode('shift', [nameNode('arguments')]) },
};
