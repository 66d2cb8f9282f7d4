import { repeatedMembers } from '../../../evidence/lines/repeated-members.ts';
import { holdsMask } from '../../../secrets/is-masked.ts';

/** What counts and describes: two of them hide nothing that a session did. */
const idleNames: ReadonlySet<string> = new Set(
  'usage input_tokens output_tokens cache_read_input_tokens cache_creation_input_tokens cache_creation ephemeral_1h_input_tokens model version claude_code_version entrypoint gitBranch totalLinesAdded totalLinesRemoved totalToolDuration'.split(
    ' ',
  ),
);

/**
 * Whether a line that has a member twice says two things that way. Where a text was masked between the two, the mask
 * took the ends of objects with it, and made one of several.
 */
export function saysTwoThings(line: string): boolean {
  const repeated = repeatedMembers(line);
  if (!repeated) return true;
  return repeated.some(({ name, isSame, between }) => !isSame && !idleNames.has(name) && !holdsMask(between));
}

/** @param says whether one of the lines says two things */
export function repeatedNames(lines: number, says: boolean): string {
  const which = lines === 1 ? 'the line has' : `${lines} lines, of which this is the first, have`;
  if (says) return `${which} one member twice, which no writer of JSON does; the last one was read`;
  return `${which} one member twice, which changes nothing that is read: both are the same, or a text was masked between them`;
}
