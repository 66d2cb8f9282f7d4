import type { ApiAct, ApiTable } from './api.ts';
import type { ApiCall } from './api-call.ts';
import { fillIn, operate } from './operations.ts';
import {
  choice,
  fieldOf,
  fieldText,
  knownText,
  list,
  openList,
  originsOf,
  text,
  unknown,
  type Value,
} from './value.ts';

/** Methods of texts and lists that give a text or a list, in the spellings of all languages. */
export const textMethods: ApiTable = {
  isPlain: true,
  calls: {
    'text.strip text.lstrip text.rstrip text.trim text.trimEnd text.trimStart text.chomp text.chop text.trimend':
      changed((one) => one.trim()),
    'text.lower text.toLowerCase text.downcase text.casefold': changed((one) => one.toLowerCase()),
    'text.upper text.toUpperCase text.upcase': changed((one) => one.toUpperCase()),
    'text.encode text.toString text.to_s text.to_str text.valueOf text.freeze text.dup text.force_encoding text.as_posix path.toString path.to_s text.expandtabs text.normalize number.toString number.to_s':
      { act: (call) => call.thing.receiver },
    'text.decode': { act: (call) => call.thing.receiver },
    'text.replace text.replaceAll text.gsub text.sub text.tr': { act: replaces },
    'text.split text.splitlines text.lines text.chars text.rsplit': { act: splits },
    'text.join': { act: (call) => joins(call.given.values[0], call.thing.receiver) },
    'list.join': { act: (call) => joins(call.thing.receiver, call.given.values[0] ?? text(',')) },
    'text.format text.format_map': { act: formats },
    'text.concat text.+ text.<<': {
      act: (call) =>
        call.given.values.reduce((whole, one) => operate('join', [whole, one]), receiverOf(call)),
    },
    'text.slice text.substring text.substr text.slice!': {
      act: (call) => unknown('part', originsOf(call.thing.receiver)),
    },
    '*.then *.finally *.catch': { act: resolves },
    'list.append list.push list.add list.<< list.unshift list.prepend': {
      act: (call) => grows(call, call.given.values),
    },
    'list.extend list.concat list.push_all': { act: (call) => extended(call) },
    'list.copy list.flat list.to_a list.sort list.sorted list.reverse list.flatten list.values list.each_entry':
      {
        act: (call) => {
          called(call);
          return call.thing.receiver;
        },
      },
    'list.slice list.compact list.uniq list.filter list.select list.reject': {
      act: (call) => {
        called(call);
        return call.thing.receiver?.kind === 'list' ? openList([...call.thing.receiver.items]) : undefined;
      },
    },
    'list.map list.flatMap list.collect list.flat_map': { act: (call) => list([...called(call)]) },
    'list.pop list.shift list.first list.last list.find list.at': { act: (call) => itemsChoice(call) },
    'table.get table.fetch table.dig': { act: (call) => memberByCall(call) },
    'table.items table.entries': { act: (call) => pairs(call) },
    'table.values': {
      act: (call) =>
        call.thing.receiver?.kind === 'table' ? list([...call.thing.receiver.entries.values()]) : undefined,
    },
    'table.keys': {
      act: (call) =>
        call.thing.receiver?.kind === 'table'
          ? list([...call.thing.receiver.entries.keys()].map((key) => text(key)))
          : undefined,
    },
  },
};

/** A promise that is kept gives what it stands for. */
function resolves(call: ApiCall): Value | undefined {
  const [routine] = call.given.values;
  const kept = receiverOf(call);
  if (routine?.kind !== 'routine' || call.method === 'catch') return kept;
  return call.evaluator.apply(routine, { values: [kept], named: new Map() });
}

function receiverOf(call: ApiCall): Value {
  return call.thing.receiver ?? unknown();
}

function changed(change: (text: string) => string): { readonly act: ApiAct } {
  return {
    act: (call) => {
      const field = fieldOf(call.thing.receiver);
      return fieldText({ ...field, text: field.dynamic ? field.text : change(field.text) });
    },
  };
}

function replaces(call: ApiCall): Value {
  const [pattern, by] = call.given.values;
  const [from, to] = [knownText(pattern), knownText(by)];
  const field = fieldOf(call.thing.receiver);
  if (from === undefined || to === undefined || from === '') return fieldText({ ...field, dynamic: true });
  return fieldText({ ...field, text: field.text.split(from).join(to) });
}

function splits(call: ApiCall): Value {
  const field = fieldOf(call.thing.receiver);
  const separator =
    call.method === 'splitlines' || call.method === 'lines' ? '\n' : (knownText(call.given.values[0]) ?? ' ');
  if (field.dynamic) return list([unknown('part', field.origins)]);
  const parts =
    separator === ' '
      ? field.text.split(/\s+/).filter(Boolean)
      : separator === ''
        ? [field.text]
        : field.text.split(separator);
  return list(parts.slice(0, 500).map((part) => text(part, field.origins)));
}

function joins(items: Value | undefined, separator: Value | undefined): Value {
  if (items?.kind !== 'list') return unknown('text', originsOf(items));
  const [first, ...rest] = items.items;
  if (!first) return text('');
  return rest
    .slice(0, 200)
    .reduce<Value>(
      (whole, one) => operate('join', [operate('join', [whole, separator ?? text('')]), one]),
      first,
    );
}

/** `'{}/{name}'.format(…)`. https://docs.python.org/3/library/string.html#format-string-syntax */
function formats(call: ApiCall): Value {
  const { values, named } = call.given;
  let next = 0;
  const places = /\{(\w*)[^{}]*\}/g;
  const template = fieldOf(call.thing.receiver);
  const filled = [...template.text.matchAll(places)].map(([, name = '']) => {
    if (name === '') next += 1;
    const index = name === '' ? next - 1 : Number(name);
    return named.get(name) ?? values[index] ?? unknown(name);
  });
  return fillIn(template, places, filled);
}

function grows(call: ApiCall, values: readonly Value[]): Value {
  const { receiver } = call.thing;
  if (receiver?.kind === 'list' && receiver.items.length < 500) {
    receiver.items.push(...values);
    if (call.evaluator.isConditional) receiver.isOpen = true;
  }
  return receiver ?? unknown();
}

function extended(call: ApiCall): Value {
  const added = call.given.values.flatMap((value): readonly Value[] =>
    value.kind === 'list' ? value.items : [value],
  );
  const { receiver } = call.thing;
  if (call.method !== 'concat') return grows(call, added);
  return receiver?.kind === 'list' ? list([...receiver.items, ...added]) : unknown();
}

/** Runs the function that it is given for every item. */
function called(call: ApiCall): readonly Value[] {
  const { receiver } = call.thing;
  const routine = call.given.values.find((value) => value.kind === 'routine');
  if (!routine || receiver?.kind !== 'list') return [];
  return receiver.items
    .slice(0, 16)
    .map((item) => call.evaluator.apply(routine, { values: [item], named: new Map() }));
}

function itemsChoice(call: ApiCall): Value {
  const { receiver } = call.thing;
  return receiver?.kind === 'list' && receiver.items.length > 0
    ? choice(receiver.items.slice(0, 4))
    : unknown('item');
}

function memberByCall(call: ApiCall): Value | undefined {
  const { receiver } = call.thing;
  const key = knownText(call.given.values[0]);
  if (receiver?.kind !== 'table' || key === undefined) return undefined;
  return receiver.entries.get(key) ?? call.given.values[1] ?? unknown(key);
}

function pairs(call: ApiCall): Value | undefined {
  const { receiver } = call.thing;
  if (receiver?.kind !== 'table') return undefined;
  return list([...receiver.entries].map(([key, value]) => list([text(key), value])));
}
