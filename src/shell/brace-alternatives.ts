const most = 64;

/**
 * The texts that `{a,b}` or `{1..5}` stands for.
 * @param inside what stands between the braces
 */
export function braceAlternatives(inside: string): readonly string[] {
  const [, from = '', to = '', step = '1'] = sequence.exec(inside) ?? [];
  if (from === '') return splitAtCommas(inside).slice(0, most);
  if (/^[a-z]$/i.test(from))
    return counted(from.charCodeAt(0), to.charCodeAt(0), Number(step)).map((code) =>
      String.fromCharCode(code),
    );
  const isPadded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  return counted(Number(from), Number(to), Number(step)).map((number) => padded(number, width));
}

/** Numbers or letters, perhaps with a step. https://www.gnu.org/software/bash/manual/html_node/Brace-Expansion.html */
const sequence = /^(-?\d{1,6}(?=\.\.-?\d)|[a-z](?=\.\.[a-z]))\.\.(-?\d{1,6}|[a-z])(?:\.\.(-?\d{1,4}))?$/i;

function counted(from: number, to: number, step: number): number[] {
  const width = Math.abs(step) || 1;
  const count = Math.min(Math.floor(Math.abs(to - from) / width) + 1, most);
  return Array.from({ length: count }, (_, index) => from + index * (from <= to ? width : -width));
}

function padded(number: number, width: number): string {
  const sign = number < 0 ? '-' : '';
  return sign + String(Math.abs(number)).padStart(width - sign.length, '0');
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
