import { parseShell } from '../../shell/parse.ts';
import type { CommandNode, Node, Redirection } from '../../shell/syntax.ts';
import { type Guard, guardOf } from '../guard.ts';
import { below, type DataNode, textOf } from './data-node.ts';

/**
 * The guard that a step hands to the steps after it, whatever happens in it; undefined where it hands on none.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable,
 * https://circleci.com/docs/env-vars/#use-bash-env
 */
export function guardForLaterSteps(step: DataNode): Guard | undefined {
  const run = below(step, 'run');
  const source = textOf(run) ?? textOf(below(run, 'command')) ?? textOf(below(step, 'script'));
  if (source === undefined || below(step, 'if') || below(step, 'when') || !guarding.test(source))
    return undefined;
  const { script } = parseShell(source, longest);
  let guard: Guard | undefined;
  for (const { connector, node } of script.statements) {
    if (connector !== 'then') continue;
    for (const text of handedOn(node)) guard = guardIn(text) ?? guard;
  }
  return guard ?? logged(source);
}

const guarding = /IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP/;
const longest = 64 * 1024;
const laterFile = /GITHUB_ENV|BASH_ENV/;

/** Texts that a statement appends to the file from which later steps take their environment. */
function handedOn(node: Node): string[] {
  if (node.kind === 'command') return appends(node.redirections) ? printed(node) : [];
  if (node.kind === 'group' && appends(node.redirections)) {
    return node.body.statements.flatMap(({ node: inner }) =>
      inner.kind === 'command' ? printed(inner) : [],
    );
  }
  if (node.kind !== 'pipeline') return [];
  const [first, last] = [node.stages[0], node.stages.at(-1)];
  const writes =
    last?.kind === 'command' && /^(?:tee|Out-File|Add-Content)$/i.test(last.words[0]?.value ?? '');
  return writes && first?.kind === 'command' && last.words.some(({ value }) => laterFile.test(value))
    ? printed(first)
    : [];
}

function appends(redirections: readonly Redirection[]): boolean {
  return redirections.some(({ operator, target }) => operator === '>>' && laterFile.test(target.value));
}

function printed({ words, redirections }: CommandNode): string[] {
  const bodies = redirections.flatMap(({ operator, target }) =>
    operator === '<<' ? target.text.split('\n') : [],
  );
  return [...words.map(({ value }) => value), ...bodies];
}

function guardIn(text: string): Guard | undefined {
  const match = /^\s*(?:export\s+)?(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)=["']?([^\s"'\\]*)/.exec(text);
  return match?.[1] ? guardOf(match[1], match[2] ?? '') : undefined;
}

/** https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable */
function logged(source: string): Guard | undefined {
  const match = /^[^#\n]*##vso\[task\.setvariable variable=(\w+)[^\]]*\]([^\s"']*)/m.exec(source);
  return match?.[1] ? guardOf(match[1], match[2] ?? '') : undefined;
}
