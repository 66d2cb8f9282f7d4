import { programName } from './registry.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';

/** What a stage of a pipeline knows of those beside it. */
export function neighboursOf(
  stages: readonly Node[],
  index: number,
): Pick<Scope, 'pipedFrom' | 'logsInNext'> {
  return {
    ...(index > 0 && { pipedFrom: programOf(stages[index - 1]) }),
    ...(index < stages.length - 1 && { logsInNext: takesPassword(stages[index + 1]) }),
  };
}

function programOf(node: Node | undefined): string {
  return node?.kind === 'command' ? programName(node.words[0]?.value ?? '') : 'shell';
}

/** `docker login --password-stdin`: what comes through the pipe is shown to nobody. */
function takesPassword(node: Node | undefined): boolean {
  const words = node?.kind === 'command' ? node.words.map(({ value }) => value) : [];
  return words.includes('login') && words.some((word) => /^--(?:password-stdin|with-token)$/.test(word));
}
