import { isJsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { type OutputWords, outcomeOfCode, outcomeOfText } from '../../dialects/codex/outcome.ts';

/** What a call gave back. */
export interface Output extends OutputWords {
  /** Cut to a bound. */
  readonly text: string;
}

const longestText = 200_000;

/**
 * Versions to 0.53, and `apply_patch` for longer, wrap text and exit code in JSON; others write a heading before the
 * text; tools of servers and images give blocks.
 * @param needsExit as {@link outcomeOfText} has it
 */
export function readOutput(output: unknown, needsExit: boolean): Output {
  const wrapped = wrappedIn(output);
  const text = textIn(wrapped?.['output'] ?? wrapped?.['content'] ?? output).slice(0, longestText);
  const code = objectOf(wrapped?.['metadata'])?.['exit_code'];
  // What ran has an exit code, whatever it printed.
  if (typeof code === 'number') return { outcome: outcomeOfCode(code), text };
  if (wrapped?.['success'] === false) return { outcome: 'failed', text };
  return { ...outcomeOfText(text, needsExit), text };
}

function wrappedIn(output: unknown) {
  if (typeof output !== 'string') return objectOf(output);
  if (!output.startsWith('{"output"')) return undefined;
  try {
    const parsed: unknown = JSON.parse(output);
    return isJsonObject(parsed) && isJsonObject(parsed['metadata']) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function textIn(output: unknown): string {
  if (typeof output === 'string') return output;
  if (output === undefined || output === null) return '';
  const blocks = listOf(output).map((block) => textOf(objectOf(block)?.['text']));
  return blocks.length > 0 ? blocks.flatMap((text) => text ?? []).join('\n') : JSON.stringify(output);
}
