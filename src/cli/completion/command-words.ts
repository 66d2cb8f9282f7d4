import type { OptionEntry } from '../../invocation/options/option-entry.ts';
import { commonOptions, optionTable } from '../../invocation/options.ts';
import { commandGroups } from '../command-groups.ts';
import type { AnyCommandEntry } from '../command-table.ts';

/** What can stand behind an option, or as an operand. */
export type Taken =
  | { readonly kind: 'nothing' | 'path' | 'folder' | 'text' }
  | { readonly kind: 'word'; readonly words: readonly string[] };

export interface OptionWords {
  /** `--fail-on` */
  readonly flag: string;
  readonly description: string;
  readonly value: Taken;
}

/** One command as shells complete it. */
export interface CommandWords {
  /** One word, or that of a group and its own. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  readonly operand: Taken;
}

export function wordsOf({
  name,
  summary,
  options,
  formats,
  operands,
  operandValues,
}: AnyCommandEntry): CommandWords {
  const formatNames = Object.keys(formats);
  const own = [...commonOptions, ...options].map((option) => optionWords(optionTable[option]));
  const format: OptionWords = {
    flag: '--format',
    description: 'form of the result',
    value: { kind: 'word', words: formatNames },
  };
  const json = { flag: '--json', description: 'the same as --format json', value: nothing };
  const help = { flag: '--help', description: 'display help for command', value: nothing };
  return {
    name,
    summary,
    options: [...own, format, ...(formatNames.includes('json') ? [json] : []), help],
    operand: operandValues ? { kind: 'word', words: operandValues } : operandOf(operands),
  };
}

const nothing: Taken = { kind: 'nothing' };

function optionWords({ flags, description, values }: OptionEntry): OptionWords {
  const [flag = '', value] = flags.split(' ');
  return { flag, description, value: values ? { kind: 'word', words: values } : taken(value) };
}

/** By the name that help gives to it. */
function taken(value: string | undefined): Taken {
  if (value === undefined) return nothing;
  if (value === '<dir>') return { kind: 'folder' };
  return { kind: value === '<file>' ? 'path' : 'text' };
}

/** Sessions and references lie in no folder that a shell could list. */
function operandOf(operands: string | undefined): Taken {
  if (operands === undefined) return nothing;
  if (/repositor|folder/.test(operands)) return { kind: 'folder' };
  return { kind: /path|spool|bag/.test(operands) ? 'path' : 'text' };
}

/** The words that may stand first, with what is said of each. */
export function firstWords(commands: readonly CommandWords[]): ReadonlyMap<string, string> {
  return new Map(
    commands.map(({ name, summary }) => {
      const [first = ''] = name.split(' ');
      return [first, commandGroups[first] ?? summary] as const;
    }),
  );
}

/** Each group with its commands. */
export function membersOf(
  commands: readonly CommandWords[],
): readonly (readonly [group: string, members: readonly CommandWords[]])[] {
  return Object.keys(commandGroups).map((group) => [
    group,
    commands.filter(({ name }) => name.startsWith(`${group} `)),
  ]);
}

/** Its own word, without that of its group. */
export function lastWord({ name }: CommandWords): string {
  return name.split(' ').at(-1) ?? '';
}
