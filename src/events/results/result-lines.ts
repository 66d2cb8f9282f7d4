const longestPart = 4096;
const longestLine = 600;
const escapeSequence = /\u001b\[[0-9;]{0,20}[mK]/g;

/** The first and the last lines of a result, without colours: what became of a command is said there. */
export function resultLines(text: string): readonly string[] {
  const shown =
    text.length <= 2 * longestPart ? text : `${text.slice(0, longestPart)}\n${text.slice(-longestPart)}`;
  return shown
    .split(/\r?\n|\r/)
    .map((line) => line.slice(0, longestLine).replace(escapeSequence, ''))
    .filter((line) => line !== '');
}
