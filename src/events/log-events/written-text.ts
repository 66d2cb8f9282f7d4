import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** What is known of the call that wrote. */
export interface WritingCall {
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly paths: PathContext;
}

/** What a call put into a file, as far as its own words tell; of an edit, the words that are new. */
export function writtenText(target: string, { call, analysis, paths }: WritingCall): string | undefined {
  const { file_path: path, content, new_string: fresh } = call.input;
  if (typeof path !== 'string' || resolvePath(path, paths.cwd) !== target)
    return analysis.contents?.get(target);
  return [content, fresh].find((text): text is string => typeof text === 'string');
}

/**
 * All that a call says of what it changes in a file: what stands in it now, and what stood there; of programs that edit
 * a file in its place, their words. Undefined where the words do not tell: a file that was copied there, an answer of
 * another program.
 */
export function wordsOfChange(target: string, writing: WritingCall): string | undefined {
  const { call, analysis } = writing;
  const text = writtenText(target, writing);
  const { old_string: old } = call.input;
  if (typeof call.input['command'] !== 'string')
    return text !== undefined && typeof old === 'string' ? changedLines(old, text) : text;
  const writers = analysis.commands.filter(({ effects }) =>
    effects.some((effect) => effect.action === 'write' && effect.target === target),
  );
  const isTold = writers.every(({ program, argv }) =>
    editing.test(program) ? !argv.some((word) => /^(?:-f|--file)/.test(word)) : text !== undefined,
  );
  if (writers.length === 0 || !isTold || (writers.length > 1 && !writers.every(saysItself))) return undefined;
  // Of a file that is edited in its place all is known where it was read before, and most of it stays.
  const whole = writers.every(({ program }) => editing.test(program)) ? '' : (text ?? '');
  return [whole, ...writers.flatMap(({ argv }) => argv.slice(1))].join('\n');
}

/** Programs that change a file in its place, by a script among their words. */
const editing = /^(?:g?sed|perl)$/;

function saysItself({ program }: { readonly program: string }): boolean {
  return editing.test(program) || program === 'echo' || program === 'printf';
}

/** Lines of either text that the other one has not. */
export function changedLines(from: string, to: string): string {
  const [before, after] = [from.split('\n'), to.split('\n')];
  return [
    ...before.filter((line) => !after.includes(line)),
    ...after.filter((line) => !before.includes(line)),
  ].join('\n');
}
