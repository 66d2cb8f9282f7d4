import type { FoundSecret } from './found-secret.ts';

/** `A=…`, `B=$A`: a value that is written out, or that of another variable. Quotes may be escaped in a line of JSON. */
const assignment =
  /(?<=^|[\s;&|("']|\\n)([A-Za-z_]\w{0,40})=(?:\\?"([^"$`\\]{1,200})\\?"|\\?'([^'$\\]{1,200})\\?'|\\?"?\$\{?([A-Za-z_]\w{0,40})\}?|([^\s"'$`;&|()\\]{1,200}))/g;
const use = /\$(?:\{([A-Za-z_]\w{0,40})\}|([A-Za-z_]\w{0,40}))/g;
/** Of a line that long nobody typed a command. */
const longestLine = 8192;
const linesAtMost = 200;
const none: readonly FoundSecret[] = [];

/** Where a value stands in its line. */
interface Written {
  readonly value: string;
  readonly offset: number;
}

/**
 * Secrets that only show where variables are put in: `A=…; B=$A; mysql -p$B`, `P=pass; echo ${P}word=…`.
 * @param secretsOf finds those of a plain text
 */
export function variableSecrets(
  text: string,
  secretsOf: (plain: string) => readonly FoundSecret[],
): readonly FoundSecret[] {
  if (!text.includes('$') || !text.includes('=')) return none;
  const found: FoundSecret[] = [];
  let from = 0;
  for (const line of text.split('\n', linesAtMost)) {
    if (line.length <= longestLine && line.includes('$')) {
      for (const secret of secretsOfLine(line, secretsOf))
        found.push({ ...secret, offset: from + secret.offset });
    }
    from += line.length + 1;
  }
  return found;
}

function secretsOfLine(
  line: string,
  secretsOf: (plain: string) => readonly FoundSecret[],
): readonly FoundSecret[] {
  const values = valuesIn(line);
  if (values.size === 0) return none;
  const { plain, places } = expanded(line, values);
  if (plain === line) return none;
  return secretsOf(plain).flatMap(({ kind, offset, length }) => {
    const start = places[offset] ?? 0;
    const isOnePiece = (places[offset + length - 1] ?? -1) - start === length - 1;
    return isOnePiece ? [{ kind, offset: start, length }] : [];
  });
}

function valuesIn(line: string): ReadonlyMap<string, Written> {
  const values = new Map<string, Written>();
  for (const { 0: whole, 1: name = '', 2: double, 3: single, 4: other, 5: bare, index } of line.matchAll(
    assignment,
  )) {
    const value = double ?? single ?? bare;
    const written =
      value === undefined
        ? values.get(other ?? '')
        : { value, offset: index + whole.indexOf(value, name.length + 1) };
    if (written) values.set(name, written);
  }
  return values;
}

/** The line with the values in place of the variables; of each character, where it stands in the line. */
function expanded(line: string, values: ReadonlyMap<string, Written>) {
  let plain = '';
  const places: number[] = [];
  const add = (text: string, from: number): void => {
    for (let at = 0; at < text.length; at += 1) places.push(from + at);
    plain += text;
  };
  let end = 0;
  for (const { 0: whole, 1: braced, 2: bare, index } of line.matchAll(use)) {
    const written = values.get(braced ?? bare ?? '');
    if (!written || plain.length > longestLine) continue;
    add(line.slice(end, index), end);
    add(written.value, written.offset);
    end = index + whole.length;
  }
  add(line.slice(end), end);
  return { plain, places };
}
