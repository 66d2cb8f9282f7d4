import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';

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
    list(coverage.statements.filter((text) => !told.has(text))),
  ];
}
