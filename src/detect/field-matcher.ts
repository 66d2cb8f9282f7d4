import type { EventView } from './event-view.ts';
import { allOf, type Matcher, not } from './matcher.ts';
import {
  companions,
  comparisons,
  isModifier,
  type Modifier,
  type ModifierRole,
  modifierRoles,
} from './modifiers.ts';
import { nearest } from './nearest.ts';
import { needsOf } from './needs.ts';
import { fail, type SourceEntry, type SourceScalar } from './source-node.ts';
import { either } from './text/needed-texts.ts';
import {
  networkTest,
  numberTest,
  referenceTest,
  regexTest,
  textTests,
  type ValueTest,
  type Wanted,
} from './value-test.ts';

/** `Field|modifier|…: value or values`, compiled.
 * @throws {QueryError} with the line of the key or of the value
 */
export function fieldMatcher(entry: SourceEntry): Matcher {
  const [field = '', ...words] = entry.key.split('|');
  const modifiers = words.map((word) => checkedModifier(word, entry));
  checkTogether(modifiers, entry);
  const values = scalars(entry);
  if (modifiers.includes('all') && values.length < 2) {
    fail({ ...entry.node, line: entry.line }, 'the modifier `all` needs a list of at least two values');
  }
  const wanted = values.map((value) => ({ value, modifiers }));
  const together = modifiers.includes('all')
    ? allOf(wanted.map((one) => valueMatcher(field, [one])))
    : valueMatcher(field, wanted);
  return modifiers.includes('neq') ? not(together) : together;
}

/** Keywords: a text anywhere in the event. */
export function keywordMatcher(value: SourceScalar): Matcher {
  return valueMatcher('', [{ value, modifiers: ['contains'] }]);
}

function checkedModifier(word: string, entry: SourceEntry): Modifier {
  const place = { ...entry.node, line: entry.line };
  if (!isModifier(word))
    return fail(place, `unknown modifier: ${word}${nearest(word, Object.keys(modifierRoles))}`);
  if (word === 'expand')
    return fail(place, 'the modifier `expand` needs placeholder values, and there are none here');
  return word;
}

function checkTogether(modifiers: readonly Modifier[], entry: SourceEntry): void {
  const place = { ...entry.node, line: entry.line };
  const roles = modifiers.map((modifier) => modifierRoles[modifier]);
  const comparison = roles.find((role) => comparisons.includes(role)) ?? 'text';
  for (const [index, role] of roles.entries()) {
    const fits = role === comparison || companions[comparison]?.includes(role) === true;
    const twice = roles.indexOf(role) !== index && role !== 'regex-flag';
    if (!fits)
      fail(place, `the modifier \`${modifiers[index]}\` cannot stand with the others of \`${entry.key}\``);
    if (twice) fail(place, `\`${entry.key}\` has two modifiers of one kind`);
  }
}

function scalars({ node, line }: SourceEntry): SourceScalar[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'map') return fail({ ...node, line }, 'a field cannot have a map as its value');
  if (node.items.length === 0) fail({ ...node, line }, 'a list of values cannot be empty');
  return node.items.map((item) => {
    if (item.kind !== 'scalar')
      return fail(item, 'a list of values can hold only texts, numbers and booleans');
    if (item.value === null) return fail(item, '`null` cannot be part of a list of values');
    return item;
  });
}

/** Whether any value of the field is any of the wanted ones. */
function valueMatcher(field: string, wanted: readonly Wanted[]): Matcher {
  const [first] = wanted;
  if (first?.modifiers.includes('exists')) return existence(field, first);
  if (first?.value.value === null) return absence(field, first);
  return anyValue(
    field,
    wanted.flatMap((one) => valueTests(field === '' ? asKeyword(one) : one)),
  );
}

/** A keyword stands anywhere in a text, unless a modifier says how it is compared. */
function asKeyword(wanted: Wanted): Wanted {
  const isPlain = wanted.modifiers.every((modifier) => modifier === 'all');
  return isPlain ? { ...wanted, modifiers: [...wanted.modifiers, 'contains'] } : wanted;
}

function absence(field: string, { value, modifiers }: Wanted): Matcher {
  if (modifiers.length > 0) fail(value, '`null` cannot have modifiers');
  return { test: (event) => event.texts(field) === undefined, needs: [] };
}

function existence(field: string, { value }: Wanted): Matcher {
  if (typeof value.value !== 'boolean') return fail(value, 'the modifier `exists` takes true or false');
  return { test: (event) => (event.texts(field) !== undefined) === value.value, needs: [] };
}

function valueTests(wanted: Wanted): ValueTest[] {
  const roles: readonly ModifierRole[] = wanted.modifiers.map((modifier) => modifierRoles[modifier]);
  if (roles.includes('regex')) return [regexTest(wanted)];
  if (roles.includes('number') || roles.includes('time')) return [numberTest(wanted)];
  if (roles.includes('network')) return [networkTest(wanted)];
  if (roles.includes('reference')) return [referenceTest(wanted)];
  return textTests(wanted);
}

/** Lists of whole words are looked up at once. Runs for every event, so it makes no objects. */
function anyValue(field: string, tests: readonly ValueTest[]): Matcher {
  const words = new Set(tests.flatMap(({ equals }) => (equals === undefined ? [] : [equals])));
  const others = tests.filter(({ equals }) => equals === undefined);
  const holds = (exact: string, lower: string, event: EventView): boolean => {
    if (words.has(lower)) return true;
    for (const { test } of others) if (test(exact, lower, event)) return true;
    return false;
  };
  return {
    test: (event) => {
      const texts = event.texts(field);
      if (!texts) return false;
      for (let index = 0; index < texts.exact.length; index += 1) {
        if (holds(texts.exact[index] ?? '', texts.lower[index] ?? '', event)) return true;
      }
      return false;
    },
    needs: needsOf(field, either(tests.map(({ needs }) => needs))),
  };
}
