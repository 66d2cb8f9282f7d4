/** Where an agent stops by default, and what it cuts a line to. https://code.claude.com/docs/en/tools-reference */
const linesAtMost = 2_000;
const longestLine = 2_000;
/** Longer results were cut when they were read. */
const longestText = 32_000;

/** Most texts are of another form, which their beginning tells. */
const beginsNumbered = /^ *0*1[→\t]/;

/**
 * The text of a file from lines that a tool numbered, `12→text` or `12⇥text`: all of it, as the tool shows what follows
 * the last line break as a line of its own.
 * @returns undefined where something may be missing, or the text is of another form
 */
export function numberedText(shown: string): string | undefined {
  if (shown.length >= longestText || !beginsNumbered.test(shown)) return undefined;
  const lines = shown.split('\n');
  const held: string[] = [];
  for (const line of lines) {
    const match = /^ *(\d+)[→\t](.*)$/s.exec(line);
    if (!match || Number(match[1]) !== held.length + 1) break;
    held.push(match[2] ?? '');
  }
  const rest = lines.slice(held.length).join('\n').trimStart();
  const isWhole = rest === '' || rest.startsWith('<system-reminder>');
  const isCut = held.length >= linesAtMost || held.some(({ length }) => length >= longestLine);
  return held.length > 0 && isWhole && !isCut ? held.join('\n') : undefined;
}

/** Longer results of commands are cut by the agents that record them. */
const longestPrinted = 16_000;

/**
 * The text of a file from what a command printed: agents leave out the line break at the end, and say so where they leave
 * out more.
 * @returns undefined where something may be missing
 */
export function printedText(shown: string): string | undefined {
  const isCut = shown.length >= longestPrinted || /lines truncated\] \.\.\.|<persisted-output>/.test(shown);
  if (shown === '' || isCut) return undefined;
  return shown.endsWith('\n') ? shown : `${shown}\n`;
}
