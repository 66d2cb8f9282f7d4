import type { ExplainedFinding, Explanation } from '../assess/explanation.ts';
import { type DetectorFactory, detectorFactory } from '../detect/detector.ts';
import type { Finding } from '../detect/finding.ts';
import { loadQueries } from '../detect/load-queries.ts';
import { TriageError } from '../errors.ts';
import { logEvents } from '../events/log-events/log-events.ts';
import { sanctionedByDefault } from '../events/log-events/sanctioned-hosts.ts';
import type { Gap } from '../evidence/gap.ts';
import { highestLevel, type Level } from '../level.ts';
import { analyseCommand } from '../shell/analyse-command.ts';
import { dimensionsOf } from '../transcripts/effects/dimensions.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import type { Command, Invocation } from './command.ts';
import { type CommandLine, commandLines } from './explain/command-lines.ts';

/** The short form of a stream. */
export type ExplanationRow = Omit<Explanation, 'programs' | 'findings' | 'problems'> & {
  readonly findings: readonly Pick<ExplainedFinding, 'queryId' | 'level' | 'title' | 'context'>[];
  readonly problems?: readonly string[];
};

/** Neither the home's system nor the command's is known, so the queries of all of them are asked. */
const products = ['linux', 'macos', 'windows'];

/** What a command line would do, and which queries it matches; nothing runs. */
export const run: Command<
  'queries' | 'allowHost',
  Explanation & { schemaVersion: 1 },
  ExplanationRow
> = async (invocation) => {
  const explain = await explainer(invocation);
  const [command] = invocation.operands;
  if (invocation.shape === 'stream') return stream(invocation, explain);
  if (command === undefined)
    throw new TriageError('no command line to explain', "give one: explain 'rm -rf build'");
  const explanation = explain({ command });
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...explanation },
    status: { level: explanation.level, gaps: gapsOf(explanation) },
  };
};

type Explain = (line: CommandLine) => Explanation;

async function explainer({ options, cwd }: Invocation<'queries' | 'allowHost'>): Promise<Explain> {
  const detectors = detectorFactory(await loadQueries(options.queries));
  const sanctioned = [...sanctionedByDefault, ...options.allowHost];
  return ({ command, cwd: own }) => {
    const folder = own ?? cwd;
    const paths = { home: options.home, cwd: folder, repository: folder };
    const analysis = analyseCommand(command, paths);
    const call = callOf(command, folder);
    const findings = findingsOf(detectors, logEvents(call, analysis, { paths, sanctioned, products }));
    return {
      command,
      programs: analysis.commands.map(({ argv }) => argv),
      effects: analysis.effects,
      dimensions: dimensionsOf(analysis.effects),
      findings: findings.map(explained),
      level: highestLevel(findings.map(({ level }) => level)),
      problems: analysis.problems,
    };
  };
}

function findingsOf(detectors: DetectorFactory, events: ReturnType<typeof logEvents>): Finding[] {
  const detector = detectors.create();
  detector.observe(events);
  return detector.finish();
}

/** A call that nobody made: what a transcript would record of the command. */
function callOf(command: string, cwd: string): ToolCall {
  return {
    id: 'explain',
    sessionId: 'explain',
    project: '',
    cwd,
    tool: 'Bash',
    argument: command,
    input: { command },
    permissionMode: 'unknown',
    permissionModeSource: 'none',
    outcome: 'unknown',
    effects: [],
    evidence: { path: 'explain' },
  };
}

function explained(finding: Finding): ExplainedFinding {
  const { queryId, level, title, subject, context, tags, falsePositives, nextStep } = finding;
  return {
    ...{ queryId, level, title, subject, context, tags, falsePositives },
    ...(nextStep !== undefined && { nextStep }),
  };
}

function gapsOf({ problems }: Explanation): Gap[] {
  return problems.map((problem) => ({
    kind: 'unsupported',
    reason: `part of the command is not understood: ${problem}`,
  }));
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
      if (explanation.level !== 'none') seen.add(explanation.level);
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
