import type { Connector, Node, Script, Statement } from './syntax.ts';

/** A member of a list such as `a && b || c`, as the commands that it started. */
export interface Step {
  readonly connector: Connector;
  /** Index of its first command in the order of the analysis, and one past the last. */
  readonly from: number;
  readonly to: number;
  /** Name, as written, of the program whose outcome is the step's; absent where it has no such one: a loop, a group. */
  readonly decidedBy?: string;
  /** `! a` succeeds where `a` fails. */
  readonly isNegated?: true;
}

/** Something ran only if the steps before it ended in one way. */
export interface Guard {
  /** Empty where nothing but the words of a branch decided. */
  readonly steps: readonly Step[];
  /** How they had to end. */
  readonly wanted: boolean;
}

/** What a statement amounts to, once its commands are known. */
export function stepOf({ connector, node, background }: Statement, from: number, to: number): Step {
  const decidedBy = background ? undefined : decider(node);
  return {
    connector,
    from,
    to,
    ...(decidedBy !== undefined && { decidedBy }),
    ...(node.kind === 'pipeline' && node.negated && { isNegated: true as const }),
  };
}

/** A condition as one step: it ends as its only statement does, and nobody can tell with several. */
export function stepsOf({ statements }: Script, from: number, to: number): readonly Step[] {
  const [only] = statements;
  return only && statements.length === 1 ? [stepOf({ ...only, connector: 'then' }, from, to)] : [];
}

/** A pipeline ends as its last program does. */
function decider(node: Node | undefined): string | undefined {
  if (node?.kind === 'pipeline') return decider(node.stages.at(-1));
  return node?.kind === 'command' ? node.words[0]?.value : undefined;
}
