import type { Script, Word } from '../../shell/syntax.ts';

const off = /^(?:false|no|off|0|)$/i;
const on = /^(?:true|yes|on|y|1)$/i;

/**
 * The variable that a condition asks for, where the script leaves it off: `if $yolo`, `[ "$YOLO" = true ]`,
 * `[[ -n $YOLO ]]`.
 * @param defaultOf what a variable is where no branch changes it
 */
export function offByDefault(
  { statements }: Script,
  defaultOf: (name: string) => string | undefined,
): string | undefined {
  const [statement] = statements;
  const node = statement?.node;
  if (statements.length !== 1 || (node?.kind !== 'command' && node?.kind !== 'test')) return undefined;
  const name = askedFor(node.words);
  const value = name === undefined ? undefined : defaultOf(name);
  return value !== undefined && off.test(value) ? name : undefined;
}

function askedFor(words: readonly Word[]): string | undefined {
  const [first, ...rest] = words.map(({ value }) => value);
  const isTest = first === '[' || first === '[[' || first === 'test';
  const given = isTest ? rest.filter((word) => !/^\]\]?$/.test(word)) : [first ?? '', ...rest];
  const [left = '', operator = '', right = ''] = given[0] === '-n' ? given.slice(1) : given;
  const name = /^\$\{?(\w+)(?::?-[^{}]*)?\}?$/.exec(left)?.[1];
  if (operator === '') return name;
  return /^(?:==?|-eq)$/.test(operator) && on.test(right) && given.length === 3 ? name : undefined;
}
