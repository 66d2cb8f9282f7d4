import { type Field, plainField } from './field.ts';
import { groupsIn, isComma, splitPowerShell } from './powershell-text.ts';

/** Code with parameters: a function, or a block that is called. */
export interface Definition {
  readonly parameters: readonly Parameter[];
  readonly body: string;
}

interface Parameter {
  readonly name: string;
  readonly isSwitch: boolean;
  /** As written, where it has one. */
  readonly otherwise?: string;
}

/**
 * `function name { … }`.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_functions
 */
export function definedFunction(statement: string): readonly [name: string, Definition] | undefined {
  const head = /^(?:function|filter)\s+(?:(?:global|script|local|private):)?([\w-]+)\s*/i.exec(statement);
  if (head?.[1] === undefined) return undefined;
  const rest = statement.slice(head[0].length);
  const [first, second] = groupsIn(rest);
  const listed = rest.startsWith('(') ? first : undefined;
  const block = listed ? second : first;
  if (!block || (!listed && !rest.startsWith('{'))) return undefined;
  return [head[1].toLowerCase(), definitionOf(block.text, listed?.text)];
}

/** @param parameters as written before the block, where they stand there */
export function definitionOf(block: string, parameters?: string): Definition {
  const head = /^\s*(?:\[[^\]]*\]\s*)*param\s*(?=\()/i.exec(block)?.[0];
  const [listed] = head === undefined ? [] : groupsIn(block.slice(head.length));
  const body = head === undefined || !listed ? block : block.slice(head.length + listed.text.length + 2);
  return { parameters: parametersIn(parameters ?? listed?.text ?? ''), body };
}

function parametersIn(text: string): readonly Parameter[] {
  return splitPowerShell(text, isComma).flatMap((part) => {
    const bare = part.replace(/\[[^\]]*\]/g, ' ');
    const [, name, otherwise] = /\$(\w+)\s*(?:=\s*([\s\S]+))?$/.exec(bare.trim()) ?? [];
    if (name === undefined) return [];
    const isSwitch = /\[switch\]/i.test(part);
    return [{ name, isSwitch, ...(otherwise !== undefined && { otherwise }) }];
  });
}

/** What the variables of a definition hold when it is called. */
export interface Bound {
  readonly values: ReadonlyMap<string, Field>;
  /** What no parameter takes. */
  readonly others: readonly Field[];
}

/** By name where it is named, else one after the other. */
export function bind({ parameters }: Definition, given: readonly Field[]): Bound {
  const values = new Map<string, Field>();
  const left: Field[] = [];
  for (let at = 0; at < given.length; at += 1) {
    const field = given[at] ?? plainField('');
    const name = /^-(\w+):?$/.exec(field.text)?.[1]?.toLowerCase();
    const named = name && parameters.find((one) => one.name.toLowerCase().startsWith(name));
    if (!named) left.push(field);
    else if (named.isSwitch) values.set(named.name, plainField('$true'));
    else {
      at += 1;
      values.set(named.name, given[at] ?? plainField(''));
    }
  }
  for (const { name, isSwitch } of parameters) {
    if (values.has(name) || isSwitch) continue;
    const next = left.shift();
    if (next) values.set(name, next);
  }
  return { values, others: left };
}
