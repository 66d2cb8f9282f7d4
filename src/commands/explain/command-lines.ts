import type { ReportGap } from '../../evidence/gap.ts';

/** One line of standard input. */
export interface CommandLine {
  readonly command: string;
  /** Absolute. */
  readonly cwd?: string;
}

/** Longer lines are a gap: nothing that an agent types is this long. */
const longestLine = 8 * 1024 * 1024;

/** Reads NDJSON `{command, cwd?}`. A line that is none of these counts as an empty command, and as a gap. */
export async function* commandLines(
  stdin: AsyncIterable<Uint8Array>,
  report: ReportGap,
): AsyncIterable<CommandLine> {
  let number = 0;
  for await (const line of linesOf(stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (!parsed) {
      const evidence = { path: 'standard input', line: number };
      report({ kind: 'malformed', reason: 'is no JSON object with a command', evidence });
    }
    yield parsed ?? { command: '' };
  }
}

function parseLine(line: string): CommandLine | undefined {
  if (line.length > longestLine) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
  const { command } = value;
  if (typeof command !== 'string') return undefined;
  const cwd = 'cwd' in value && typeof value.cwd === 'string' && value.cwd !== '' ? value.cwd : undefined;
  return { command, ...(cwd !== undefined && { cwd }) };
}

async function* linesOf(stdin: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const chunk of stdin) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    rest.push(first);
    for (const next of more) {
      yield rest.join('');
      rest = [next];
    }
  }
  rest.push(decoder.decode());
  yield rest.join('');
}
