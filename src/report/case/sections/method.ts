import { claudeCode } from '../../../agents/claude-code.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted, reference } from '../../markdown.ts';

/** What was looked at and how, for whoever asks later. */
export function method(report: CaseReport): readonly Block[] {
  const { tool, generatedAt, artifacts, coverage, subject, moves, verdict } = report;
  const told = new Set(verdict.reasons.map(({ text }) => text));
  const repositories = new Set(moves.map(({ repository }) => repository)).size;
  return [
    heading(2, 'Method'),
    paragraph(
      `Made ${generatedAt}, ${subject.redacted ? 'secrets redacted' : 'secrets as they are'}. ${tool.name} ${tool.version} read ${counted(artifacts.length, 'transcript')} below ${code(subject.directory)}, the configurations, profiles and histories of that home, and ${counted(repositories, 'repository', 'repositories')}. It changed nothing, and started no program of the evidence.`,
    ),
    list([
      ...(isOfOthers(coverage) ? [] : [`transcripts are kept ${kept(report.retention, coverage)}`]),
      ...coverage.statements.filter((text) => !told.has(text)),
    ]),
  ];
}

/** How far back transcripts can tell of anything: a day before which some may be gone, where it lies before what is here. */
function kept(
  { days, scope, coversFrom, evidence }: CaseReport['retention'],
  { all: { from: first } }: Coverage,
): string {
  const by = evidence ? `${scope} settings, ${reference(evidence)}` : 'by default';
  const isBefore = coversFrom !== undefined && (first === undefined || coversFrom <= first);
  const from = isBefore ? `; before ${coversFrom.slice(0, 10)} some may be gone` : '; older ones may be gone';
  return `${counted(days, 'day')} (${by})${coversFrom === undefined ? '' : from}`;
}

/** How long transcripts are kept is known of Claude Code alone. */
function isOfOthers({ agentsRead }: Coverage): boolean {
  return agentsRead.length > 0 && !agentsRead.includes(claudeCode.name);
}
