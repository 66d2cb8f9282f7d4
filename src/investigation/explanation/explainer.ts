import type { ExplainedFinding, ExplainedProblem, Explanation } from '../../assess/explanation.ts';
import { type DetectorFactory, detectorFactory } from '../../detect/detector.ts';
import type { Finding } from '../../detect/finding.ts';
import { loadQueries } from '../../detect/load-queries.ts';
import { FlowMemory } from '../../events/flows/flow-memory.ts';
import { logEvents } from '../../events/log-events/log-events.ts';
import { sanctionedByDefault } from '../../events/log-events/sanctioned-hosts.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { compareLevels, highestLevel, type Level } from '../../level.ts';
import { analyseCommand } from '../../shell/analyse-command.ts';
import { homeOf } from '../../shell/homes.ts';
import { problemReasons } from '../../shell/problem.ts';
import { shells } from '../../shell/shells.ts';
import { toolNamed } from '../../transcripts/dialects/dialects.ts';
import { dimensionsOf } from '../../transcripts/effects/dimensions.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CommandLine, namedShell } from './command-lines.ts';

export type Explain = (line: CommandLine) => Explanation;

/** What a line that was not understood weighs. */
const unknownWeighs: Level = 'medium';

/** Neither the home's system nor the command's is known, so the queries of all of them are asked. */
const products = ['linux', 'macos', 'windows'];

/** What `explain` reads of the command line. */
export type ExplainOption = 'queries' | 'allowHost' | 'shell';

/**
 * @returns says of one line what it would do and which queries it matches
 * @throws {TriageError} where the queries or the shell of the options are none
 */
export async function explainer(invocation: Invocation<ExplainOption>): Promise<Explain> {
  const { options, cwd: ownFolder } = invocation;
  const ownShell = namedShell(options.shell ?? 'bash');
  const detectors = detectorFactory(await loadQueries(options.queries));
  const sanctioned = [...sanctionedByDefault, ...options.allowHost];
  return (line) => {
    const { command, cwd = ownFolder, home = homeFor(line, invocation), shell = ownShell, malformed } = line;
    const paths = { home, cwd, repository: cwd };
    const analysis = analyseCommand(command, paths, shell);
    const call = callOf(command, cwd, shells[shell].tool);
    const findings = findingsOf(
      detectors,
      logEvents(call, analysis, { paths, sanctioned, flows: new FlowMemory(sanctioned), products }),
    );
    const problems = malformed
      ? [notACommand]
      : analysis.problems.map((problem) => ({ ...problem, why: problemReasons[problem.kind] }));
    return {
      command,
      shell,
      programs: analysis.commands.map(({ argv }) => argv),
      effects: analysis.effects,
      dimensions: dimensionsOf(analysis.effects),
      findings: findings.map(explained),
      level: levelOf(findings, problems),
      problems,
    };
  };
}

/** A line from another machine tells by its folder whose home it means; one that is named goes before it. */
function homeFor({ cwd }: CommandLine, { options, homeDirectory }: Invocation<ExplainOption>): string {
  const isNamed = options.home !== homeDirectory;
  return isNamed || cwd === undefined ? options.home : (homeOf(cwd) ?? options.home);
}

/** What a level counts as where levels are compared. */
export function weightOf(level: Explanation['level']): Level | 'none' {
  return level === 'unknown' ? unknownWeighs : level;
}

const notACommand: ExplainedProblem = { kind: 'not-a-command', why: 'it is no JSON object with a command' };

function levelOf(findings: readonly Finding[], problems: readonly ExplainedProblem[]): Explanation['level'] {
  const highest = highestLevel(findings.map(({ level }) => level));
  if (problems.length === 0) return highest;
  return highest !== 'none' && compareLevels(highest, unknownWeighs) >= 0 ? highest : 'unknown';
}

function findingsOf(detectors: DetectorFactory, events: ReturnType<typeof logEvents>): Finding[] {
  const detector = detectors.create();
  detector.observe(events);
  return detector.finish();
}

/** A call that nobody made: what a transcript would record of the command if it ran. */
function callOf(command: string, cwd: string, tool: string): ToolCall {
  return {
    id: 'explain',
    sessionId: 'explain',
    project: '',
    cwd,
    ...toolNamed('claude-code', tool),
    argument: command,
    input: { command },
    permissionMode: 'unknown',
    permissionModeSource: 'none',
    outcome: 'succeeded',
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
