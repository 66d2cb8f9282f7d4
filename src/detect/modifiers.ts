/** What each modifier of Sigma 2.1.0 does. https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html */
export const modifierRoles = {
  all: 'quantifier',
  neq: 'negation',
  cased: 'case',
  exists: 'existence',
  contains: 'place',
  startswith: 'place',
  endswith: 'place',
  windash: 'dash',
  re: 'regex',
  i: 'regex-flag',
  m: 'regex-flag',
  s: 'regex-flag',
  utf16le: 'encoding',
  wide: 'encoding',
  utf16be: 'encoding',
  utf16: 'encoding',
  base64: 'base64',
  base64offset: 'base64',
  lt: 'number',
  lte: 'number',
  gt: 'number',
  gte: 'number',
  minute: 'time',
  hour: 'time',
  day: 'time',
  week: 'time',
  month: 'time',
  year: 'time',
  cidr: 'network',
  fieldref: 'reference',
  expand: 'placeholder',
} as const;

export type Modifier = keyof typeof modifierRoles;
export type ModifierRole = (typeof modifierRoles)[Modifier];

export function isModifier(word: string): word is Modifier {
  return Object.hasOwn(modifierRoles, word);
}

/** Roles that say how a value is compared; a field may have one of them, `place` besides `reference`. */
export const comparisons: readonly ModifierRole[] = ['existence', 'regex', 'number', 'network', 'reference'];

/** Roles that a comparison may stand with. */
export const companions: Readonly<Record<string, readonly ModifierRole[]>> = {
  existence: [],
  regex: ['regex-flag', 'quantifier', 'negation'],
  number: ['time', 'negation', 'quantifier'],
  network: ['quantifier', 'negation'],
  reference: ['place', 'quantifier', 'negation', 'case'],
  text: ['place', 'dash', 'encoding', 'base64', 'case', 'quantifier', 'negation', 'time'],
};
