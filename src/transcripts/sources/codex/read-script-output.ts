import { listOf, objectOf, textOf } from '../../../json-object.ts';
import type { Outcome } from '../../tool-call.ts';

/** What a script of the tool `exec` gave back. */
interface ScriptOutput {
  /** Cut to a bound. */
  readonly text: string;
  /** How the script ended, which says nothing of what it called. */
  readonly ended: Outcome;
  /** Where it printed what a command gave back as it is, and nothing else. */
  readonly exitCode?: number;
}

const longestText = 200_000;
const heads: readonly (readonly [RegExp, Outcome])[] = [
  [/^Script completed\b/, 'succeeded'],
  [/^Script failed\b/, 'failed'],
  [/^Script running with cell ID /, 'background'],
];

/**
 * A heading, then what the script printed, as one text or in blocks.
 * https://github.com/openai/codex/blob/main/codex-rs/code-mode/src/response.rs
 */
export function readScriptOutput(output: unknown): ScriptOutput {
  const blocks =
    typeof output === 'string'
      ? output.split(/(?<=^Output:\n)/m)
      : listOf(output).flatMap((block) => textOf(objectOf(block)?.['text']) ?? []);
  const [head = '', ...printed] = blocks;
  const ended = heads.find(([says]) => says.test(head))?.[1] ?? 'unknown';
  const exitCode = printed.length === 1 ? exitCodeIn(printed[0] ?? '') : undefined;
  return {
    text: blocks.join('\n').slice(0, longestText),
    ended,
    ...(exitCode !== undefined && { exitCode }),
  };
}

function exitCodeIn(printed: string): number | undefined {
  try {
    const code = objectOf(JSON.parse(printed))?.['exit_code'];
    return typeof code === 'number' ? code : undefined;
  } catch {
    return undefined;
  }
}
