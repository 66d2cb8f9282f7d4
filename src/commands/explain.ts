import type { ExplainedFinding, ExplainedProblem, Explanation } from '../assess/explanation.ts';
import { TriageError } from '../errors.ts';
import type { Gap } from '../evidence/gap.ts';
import { commandLines } from '../investigation/explanation/command-lines.ts';
import {
  type Explain,
  type ExplainOption,
  explainer,
  weightOf,
} from '../investigation/explanation/explainer.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { highestLevel, type Level } from '../level.ts';
import type { Command } from './command.ts';

/** The short form of a stream. */
export type ExplanationRow = Omit<Explanation, 'programs' | 'findings' | 'problems'> & {
  readonly findings: readonly Pick<ExplainedFinding, 'queryId' | 'level' | 'title' | 'context'>[];
  readonly problems?: readonly ExplainedProblem[];
};

/** What a command line would do, and which queries it matches; nothing runs. */
export const run: Command<ExplainOption, Explanation & { schemaVersion: 1 }, ExplanationRow> = async (
  invocation,
) => {
  const explain = await explainer(invocation);
  const [command] = invocation.operands;
  if (invocation.shape === 'stream') return stream(invocation, explain);
  if (command === undefined)
    throw new TriageError('no command line to explain', "give one: explain 'rm -rf build'");
  const explanation = explain({ command });
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...explanation },
    status: { level: weightOf(explanation.level), gaps: gapsOf(explanation) },
  };
};

function gapsOf({ problems }: Explanation): Gap[] {
  return problems
    .filter(({ kind }) => kind !== 'not-a-command')
    .map(({ what, why }) => {
      const words = what === undefined ? 'the command' : `in the command, "${what}"`;
      return { kind: 'unsupported', reason: `${words} was not understood: ${why}` };
    });
}

function stream({ operands, stdin }: Invocation, explain: Explain) {
  const [command] = operands;
  const gaps: Gap[] = [];
  const seen = new Set<Level>();
  async function* rows(): AsyncIterable<ExplanationRow> {
    const lines = command === undefined ? commandLines(stdin, (gap) => gaps.push(gap)) : [{ command }];
    for await (const line of lines) {
      const explanation = explain(line);
      gaps.push(...gapsOf(explanation));
      const weight = weightOf(explanation.level);
      if (weight !== 'none') seen.add(weight);
      yield row(explanation);
    }
  }
  return {
    shape: 'stream' as const,
    rows: rows(),
    status: () => ({ level: highestLevel(seen), gaps }),
  };
}

function row({ programs: _programs, findings, problems, ...rest }: Explanation): ExplanationRow {
  return {
    ...rest,
    findings: findings.map(({ queryId, level, title, context }) => ({ queryId, level, title, context })),
    ...(problems.length > 0 && { problems }),
  };
}
