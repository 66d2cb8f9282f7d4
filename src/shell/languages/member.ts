import type { Evaluation } from './evaluation.ts';
import {
  type Class,
  choice,
  fieldOf,
  originsOf,
  possible,
  type Table,
  unknown,
  type Value,
} from './value.ts';

const longestName = 300;

/** `object.key` and `object[key]`. */
export function memberOf(evaluator: Evaluation, object: Value, key: Value): Value {
  if (object.kind !== 'choice') return memberOfOne(evaluator, object, key);
  return choice(possible(object).map((one) => memberOfOne(evaluator, one, key)));
}

function memberOfOne(evaluator: Evaluation, object: Value, key: Value): Value {
  const name = fieldOf(key).text;
  if (object.kind === 'table') return memberOfTable(evaluator, object, name);
  if (object.kind === 'class') return staticMember(object, name) ?? unknown(`${object.node.name}.${name}`);
  if (object.kind === 'list' && /^-?\d+$/.test(name)) return object.items.at(Number(name)) ?? unknown('item');
  if (object.kind === 'routine' && name === 'call') return object;
  const way = `${wayOf(object)}.${name.slice(0, longestName)}`;
  const known = evaluator.known(way, { object, key });
  if (known) return known;
  const subject =
    object.kind === 'thing' ? object.subject : object.kind === 'text' ? object.field : undefined;
  return {
    kind: 'thing',
    name: way,
    origins: originsOf(object),
    receiver: object,
    ...(subject && { subject }),
  };
}

/** How tables of libraries call what has the methods. */
function wayOf(value: Value): string {
  if (value.kind === 'thing') return value.name.length > longestName ? 'value' : value.name;
  return value.kind === 'text' ? value.type : value.kind;
}

function memberOfTable(evaluator: Evaluation, table: Table, name: string): Value {
  const own = table.entries.get(name);
  if (own) return own;
  const shared = table.of && staticMember(table.of, name);
  if (shared) return shared.kind === 'routine' ? { ...shared, self: table } : shared;
  const known = evaluator.known(`table.${name}`);
  const rest = table.entries.get('...');
  return (
    known ?? {
      kind: 'thing',
      name: rest?.kind === 'thing' ? `${rest.name}.${name}` : `table.${name}`,
      origins: originsOf(table),
      receiver: table,
    }
  );
}

function staticMember({ members, base }: Class, name: string): Value | undefined {
  return (
    members.get(name) ?? (base?.kind === 'class' && base !== undefined ? staticMember(base, name) : undefined)
  );
}
