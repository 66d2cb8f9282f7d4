import { interpreters } from '../shell/program-of.ts';
import { below, type DataEntry, type DataNode, textOf } from './data-node.ts';

/** A program inside of a step, in another language than a shell's. */
export interface StepProgram {
  readonly node: DataNode;
  /** Of files in its language. */
  readonly extension: string;
}

/**
 * What a step runs that is no shell script: `shell: python` beside `run`, and the script of actions/github-script.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell,
 * https://github.com/actions/github-script
 */
export function stepProgram({ key, node }: DataEntry, step: DataNode): StepProgram | undefined {
  if (key === 'with' && /^actions\/github-script@/.test(textOf(below(step, 'uses')) ?? '')) {
    const script = below(node, 'script');
    return script && { node: script, extension: 'js' };
  }
  if (!/^(?:run|command|script)$/.test(key)) return undefined;
  const shell = textOf(below(step, 'shell'))?.split(/[\s{]/, 1)[0] ?? '';
  const extension = interpreters.get(shell.slice(shell.lastIndexOf('/') + 1));
  return extension === undefined || extension === 'ps1' ? undefined : { node, extension };
}
