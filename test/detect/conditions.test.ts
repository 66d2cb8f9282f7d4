import { describe, expect, it } from 'vitest';
import { detect, queryOf } from '../support/detect.ts';
import { logEvent } from '../support/log-event.ts';

const selections = 'a:\n    A: x\nb:\n    B: x\nc:\n    C: x\n_d:\n    D: x\n';

/** Condition, then for every set of fields that are `x` whether it holds. */
const cases: [condition: string, holdsFor: string[], notFor: string[]][] = [
  ['a', ['A'], ['B', '']],
  ['a and b', ['AB'], ['A', 'B']],
  ['a or b', ['A', 'B'], ['C']],
  ['not a', ['B', ''], ['A']],
  ['not not a', ['A'], ['B']],
  ['a or b and c', ['A', 'BC'], ['B', 'C']],
  ['(a or b) and c', ['AC', 'BC'], ['A', 'C']],
  ['a and not b', ['A', 'AC'], ['AB']],
  ['not a and b', ['B'], ['AB', 'A']],
  ['not (a or b)', ['C'], ['A', 'B']],
  ['A AND b'.toLowerCase(), ['AB'], ['A']],
  ['a AND NOT b OR c', ['A', 'C'], ['AB']],
  ['1 of them', ['A', 'B', 'C'], ['D', '']],
  ['any of them', ['B'], ['D']],
  ['all of them', ['ABC'], ['AB', 'ABD']],
  ['1 of _*', ['D'], ['A']],
  ['all of *', ['ABCD'], ['ABC']],
  ['1 of a* or c', ['A', 'C'], ['B']],
  ['a and 1 of b*', ['AB'], ['A']],
  ['a and not 1 of b*', ['A'], ['AB']],
];

const event = (fields: string) => logEvent(Object.fromEntries([...fields].map((field) => [field, 'x'])));

describe('a condition', () => {
  it.each(cases)('%s', (condition, holdsFor, notFor) => {
    const yaml = queryOf(`${selections}condition: ${condition}`);
    for (const fields of holdsFor) expect(detect(yaml, [event(fields)]), fields).toHaveLength(1);
    for (const fields of notFor) expect(detect(yaml, [event(fields)]), fields).toEqual([]);
  });

  it('may be a list, of which one is enough', () => {
    const yaml = queryOf(`${selections}condition:\n    - a\n    - b and c`);
    expect(detect(yaml, [event('BC')])).toHaveLength(1);
    expect(detect(yaml, [event('B')])).toEqual([]);
  });
});

describe('a selection', () => {
  it('joins the fields of a map by and, the maps of a list by or', () => {
    const yaml = queryOf('s:\n    - A: x\n      B: x\n    - C: x\ncondition: s');
    expect(detect(yaml, [event('AB'), event('C'), event('A')])[0]?.count).toBe(2);
  });
});

describe('a filter', () => {
  const filter = (condition: string) =>
    `${queryOf('s:\n    A: x\ncondition: s')}name: wide\n---\ntitle: Filter\nlogsource:\n    category: process_creation\nfilter:\n    rules: [wide]\n    selection:\n        B: x\n    condition: ${condition}\n`;

  it('takes away what its condition matches', () => {
    expect(detect(filter('selection'), [event('A')])).toHaveLength(1);
    expect(detect(filter('selection'), [event('AB')])).toEqual([]);
    expect(detect(filter('not selection'), [event('A')])).toEqual([]);
  });
});
