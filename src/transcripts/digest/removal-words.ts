import { recordFolders } from '../../shell/zones/agent-records.ts';
import type { ToolCall } from '../tool-call.ts';

const records = new RegExp(
  String.raw`\.claude|(?:^|[\s"'=/\\~])(?:${recordFolders.map(literal).join('|')})(?![\w.-])|cleanupPeriodDays|CLAUDE_CONFIG_DIR|claude\s+project\s`,
);

function literal(folder: string): string {
  return folder.replaceAll('.', '\\.');
}

/** Most calls have none of these, and are asked no more. */
const remover =
  /\b(?:rm|mv|clean|trash|trash-put|shred|unlink|rd|rmdir|del|erase|ri|robocopy|rmtree|rmSync|[Rr]emove-[Ii]tem|[Mm]ove-[Ii]tem)\b|-delete\b|--delete/;
const home = String.raw`(?:~|\$\{?HOME\}?|\$env:USERPROFILE|%USERPROFILE%|/(?:home|Users)(?:/[^/\s"']+)?|/root|[A-Za-z]:[\\/](?:Users(?:[\\/][^\\/\s"']+)?)?|\.{1,2}|/)`;
/** A glob takes hidden names only where it says the dot; other shells than those of Unix take them anyway. */
const hidden = String.raw`(?:\.[*?[][^\s"'/]*|\{[^\s"']*)`;
/** A home, what is above one, or all that lies in a folder: no name follows. */
const wholeFolder = new RegExp(
  String.raw`(?:^|[\s"'=(:])(?:${home}[\\/]?(?:${hidden}|\*)?|${hidden})(?=["']?(?:[\s;|&)]|$))|homedir|expanduser|Path\.home`,
);
/** Programs that name in their result what they removed, where they are asked to. */
const naming =
  /\bgit\b[^\n;|&]{0,200}\bclean\b|\b(?:rm|mv|rmdir|shred|trash|trash-put)\b[^\n;|&]{0,200}\s-(?:[A-Za-z]*v|-verbose)|-[Vv]erbose\b|\s-print\b|\bdel\b[^\n;|&]{0,200}\/[sS]\b/;

/**
 * Whether a call may have removed records of sessions, by its words alone: it speaks of them, removes whole folders,
 * or names in its result what it removed.
 */
export function mayRemoveRecords(call: Pick<ToolCall, 'argument'>): boolean {
  const { argument } = call;
  return (
    records.test(argument) || namesRemovals(call) || (remover.test(argument) && wholeFolder.test(argument))
  );
}

/** Whether the result of a call may name what the call removed. */
export function namesRemovals({ argument }: Pick<ToolCall, 'argument'>): boolean {
  return remover.test(argument) && naming.test(argument);
}
