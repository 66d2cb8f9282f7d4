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
    ...(index < stages.length - 1 && { logsInNext: takesSecret(stages[index + 1]) }),
  };
}

function programOf(node: Node | undefined): string {
  return node?.kind === 'command' ? programName(node.words[0]?.value ?? '') : 'shell';
}

/** `docker login --password-stdin`, `gpg --import`: what comes through the pipe is shown to nobody. */
function takesSecret(node: Node | undefined): boolean {
  const [program = '', ...words] = node?.kind === 'command' ? node.words.map(({ value }) => value) : [];
  if (/^gpg2?(?:\.exe)?$/.test(program)) return words.includes('--import');
  if (program === 'ssh-add') return words.includes('-');
  return words.includes('login') && words.some((word) => /^--(?:password-stdin|with-token)$/.test(word));
}
