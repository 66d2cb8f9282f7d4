import type { Outcome } from '../../tool-call.ts';

const longestText = 200_000;
/** What a tool gave back: `[read_file for 'a.ts'] Result:`; the surroundings follow. */
const result =
  /^\[[^\n]{1,2000}\] Result:\n?([\s\S]*?)(?=\n\n<environment_details>|\n\[[a-z_]{1,40}[^\n]{0,2000}\] Result:|(?![\s\S]))/m;

const denied = /^\s*(?:The user denied this operation|The user rejected this operation)/;
const failed = /^\s*(?:The tool execution failed|\[ERROR\]|Error\b|<error>)/i;
const exitCode = /^(?:Command (?:executed|failed)|Exit code)[^\n]{0,60}?(?:exit code:? |: )(-?\d{1,10})/im;
const goesOn = /^\s*Command is still running/m;

/**
 * What became of a call by what the model was told. No exit code is kept by most versions: that a command ended is all
 * that is told then. https://github.com/cline/cline/blob/main/src/core/prompts/responses.ts
 */
export function outcomeOfRequest(request: string, isCommand: boolean): Outcome {
  const text = resultIn(request);
  if (text === '') return 'unknown';
  if (denied.test(text)) return 'denied';
  if (failed.test(text)) return 'failed';
  if (!isCommand) return 'succeeded';
  if (goesOn.test(text)) return 'background';
  return Number(exitCode.exec(text.slice(0, 500))?.[1] ?? 0) === 0 ? 'succeeded' : 'failed';
}

export function resultIn(request: string): string {
  return (result.exec(request)?.[1] ?? '').slice(0, longestText);
}
