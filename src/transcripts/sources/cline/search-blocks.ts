/** A text, and what an edit puts in its place. */
interface SearchBlock {
  readonly search: string;
  readonly replace: string;
}

const begins = /^(?:-{7}|<{7}) SEARCH>?$/;
const turns = /^={7}$/;
const ends = /^(?:\+{7}|>{7}) REPLACE>?$/;
/** Where the text stands, as one of the family adds; then comes a line of dashes. */
const place = /^:(?:start|end)_line:/;

/**
 * The blocks of an edit as it is shown; none where it is shown in another form.
 * https://github.com/cline/cline/blob/main/src/core/assistant-message/diff.ts
 */
export function searchBlocks(shown: string): SearchBlock[] {
  const blocks: SearchBlock[] = [];
  let search: string[] | undefined;
  let replace: string[] | undefined;
  for (const line of shown.split('\n')) {
    if (begins.test(line)) [search, replace] = [[], undefined];
    else if (search && !replace && turns.test(line)) replace = [];
    else if (search && replace && ends.test(line)) {
      blocks.push({ search: withoutPlace(search).join('\n'), replace: replace.join('\n') });
      search = undefined;
    } else (replace ?? search)?.push(line);
  }
  return blocks;
}

function withoutPlace(lines: readonly string[]): readonly string[] {
  const dashes = lines.indexOf('-------');
  return dashes > 0 && lines.slice(0, dashes).every((line) => place.test(line))
    ? lines.slice(dashes + 1)
    : lines;
}
