const most = 64;

/**
 * The texts that `{a,b}` or `{1..5}` stands for.
 * @param inside what stands between the braces
 */
export function braceAlternatives(inside: string): readonly string[] {
  const range = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(inside);
  return range ? counted(Number(range[1]), Number(range[2])) : splitAtCommas(inside).slice(0, most);
}

function counted(from: number, to: number): string[] {
  const step = from <= to ? 1 : -1;
  const count = Math.min(Math.abs(to - from) + 1, most);
  return Array.from({ length: count }, (_, index) => String(from + index * step));
}

/** At commas that stand in no quotes and no inner braces. */
function splitAtCommas(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (character === ',' && depth === 0 && quote === '') parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
