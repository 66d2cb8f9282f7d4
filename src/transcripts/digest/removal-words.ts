import type { ToolCall } from '../tool-call.ts';

const records =
  /\.(?:claude|codex|gemini|cursor|qwen|copilot)\b|cleanupPeriodDays|CLAUDE_CONFIG_DIR|claude\s+project\s/;
const remover =
  /\b(?:rm|mv|trash|trash-put|shred|unlink|rd|rmdir|del|erase|ri|robocopy|rmtree|rmSync)\b|-delete\b|--delete|Remove-Item/i;
const home = String.raw`(?:~|\$\{?HOME\}?|\$env:USERPROFILE|%USERPROFILE%|/(?:home|Users)(?:/[^/\s"']+)?|/root|[A-Za-z]:[\\/](?:Users(?:[\\/][^\\/\s"']+)?)?|\.{1,2}|/)`;
/** A glob takes hidden names only where it says the dot; other shells than those of Unix take them anyway. */
const hidden = String.raw`(?:\.[*?[][^\s"'/]*|\{[^\s"']*)`;
/** A home, what is above one, or all that lies in a folder: no name follows. */
const wholeFolder = new RegExp(
  String.raw`(?:^|[\s"'=(:])(?:${home}[\\/]?(?:${hidden}|\*)?|${hidden})(?=["']?(?:[\s;|&)]|$))|homedir|expanduser|Path\.home`,
);
/** Programs that name what they removed in their result. */
const naming =
  /\bgit\b.{0,200}\bclean\b|\b(?:rm|mv|rmdir|shred|trash|trash-put)\b.{0,200}\s-(?:[A-Za-z]*v|-verbose)|-Verbose\b|\bdel\b.{0,200}\/s\b/i;

/**
 * Whether a call may have removed records of sessions, by its words alone: it speaks of them, removes whole folders,
 * or runs a program that names in its result what it removed.
 */
export function mayRemoveRecords({ argument }: Pick<ToolCall, 'argument'>): boolean {
  if (records.test(argument)) return true;
  return remover.test(argument) ? wholeFolder.test(argument) || naming.test(argument) : naming.test(argument);
}
