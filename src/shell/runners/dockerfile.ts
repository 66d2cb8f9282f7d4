/** What the making of an image runs. */
export interface ImageSteps {
  /** Lines for a shell, in their order; the environment and working folders are among them. */
  readonly lines: readonly string[];
  /** Addresses that it fetches. */
  readonly fetches: readonly string[];
}

/** `RUN`, `ENV`, `ARG`, `WORKDIR` and `ADD` of a Dockerfile. https://docs.docker.com/reference/dockerfile/ */
export function stepsOf(text: string): ImageSteps {
  const lines: string[] = [];
  const fetches: string[] = [];
  for (const [, word = '', rest = ''] of instructionsIn(text)) {
    const reader = readers[word.toUpperCase()];
    const line = reader?.(rest.trim(), fetches);
    if (line !== undefined) lines.push(line);
  }
  return { lines, fetches };
}

type Reader = (rest: string, fetches: string[]) => string | undefined;

const readers: Readonly<Record<string, Reader>> = {
  RUN: (rest) => runLine(rest.replace(/^(?:--\w+=\S+\s+)+/, '')),
  ENV: (rest) => `export ${/^\w+=/.test(rest) ? rest : rest.replace(/^(\w+)\s+([\s\S]*)$/, "$1='$2'")}`,
  ARG: (rest) => (/^\w+=/.test(rest) ? `export ${rest}` : undefined),
  WORKDIR: (rest) => `cd ${rest}`,
  ADD: (rest, fetches) => {
    fetches.push(...(rest.match(/https?:\/\/\S+/g) ?? []));
    return undefined;
  },
};

/** The exec form is a list of JSON, else it is a line. */
function runLine(rest: string): string {
  if (!rest.startsWith('[')) return rest;
  try {
    const words: unknown = JSON.parse(rest);
    if (Array.isArray(words))
      return words.map((word) => `'${String(word).replaceAll("'", "'\\''")}'`).join(' ');
  } catch {
    // It is read as a shell reads it, as the builder does with what is no list.
  }
  return rest;
}

/** One instruction each; lines that go on, and here-documents, belong to the one before. */
function instructionsIn(text: string): readonly RegExpMatchArray[] {
  const instructions: string[] = [];
  let isOpen = false;
  let mark: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (mark === undefined && /^\s*#/.test(line)) continue;
    if (isOpen || mark !== undefined) instructions[instructions.length - 1] += `\n${line}`;
    else if (line.trim() !== '') instructions.push(line.trim());
    if (mark !== undefined && line.trim() === mark) mark = undefined;
    else mark ??= /<<-?\s*["']?(\w+)/.exec(line)?.[1];
    isOpen = mark === undefined && /\\\s*$/.test(line);
  }
  return instructions.flatMap((one) => {
    const match = /^(\w+)\s+([\s\S]*)$/.exec(one);
    return match ? [match] : [];
  });
}
