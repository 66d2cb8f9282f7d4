import type { LogEvent } from '../events/log-events/log-event.ts';

const forbidding =
  /\b(?:don['’]?t|do not|never|not run|without|nicht|kein\w*|ne pas|no ejecut\w*|não)\b|不要|别|しないで/i;
const asking = /\?\s*$/;

/** Whether a human typed the very command that registers a server, as a line of its own: the agent did what it was told. */
export function isTypedRegistration({ call, fields, logsource }: LogEvent): boolean {
  if (logsource.category !== 'process_creation' || !call?.prompt) return false;
  const words = fields['Arguments'];
  if (!Array.isArray(words) || !words.includes('mcp') || !words.some((word) => /^add(?:-json)?$/.test(word)))
    return false;
  const command = plain(String(fields['CommandLine'] ?? ''));
  if (forbidding.test(call.prompt)) return false;
  return call.prompt.split('\n').some((line) => !asking.test(line) && plain(line).endsWith(command));
}

/** Without quotes, prompts of a shell and marks of a list. */
function plain(text: string): string {
  return text
    .replaceAll(/["'`]/g, '')
    .replace(/^[\s>*$#%•-]+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
