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
  const name = node.kind === 'test' ? askedInBrackets(node.operator, node.words) : askedFor(node.words);
  const value = name === undefined ? undefined : defaultOf(name);
  return value !== undefined && off.test(value) ? name : undefined;
}

function askedFor(words: readonly Word[]): string | undefined {
  const [first, ...rest] = words.map(({ value }) => value);
  const isTest = first === '[' || first === 'test';
  const given = isTest ? rest.filter((word) => word !== ']') : [first ?? '', ...rest];
  const [left = '', operator = '', right = ''] = given[0] === '-n' ? given.slice(1) : given;
  const name = variableIn(left);
  if (operator === '') return name;
  return /^(?:==?|-eq)$/.test(operator) && on.test(right) && given.length === 3 ? name : undefined;
}

/** `[[ $X == true ]]`: the words stand in any order. */
function askedInBrackets(operator: string | undefined, words: readonly Word[]): string | undefined {
  const name = words.map(({ value }) => variableIn(value)).find((found) => found !== undefined);
  if (operator === '-n' && words.length === 1) return name;
  return /^(?:==?|-eq)$/.test(operator ?? '') && words.some(({ value }) => on.test(value)) ? name : undefined;
}

function variableIn(word: string): string | undefined {
  return /^\$\{?(\w+)(?::?-[^{}]*)?\}?$/.exec(word)?.[1];
}
