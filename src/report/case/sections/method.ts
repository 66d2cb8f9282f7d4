import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';

const rowsAtMost = 40;

/** What was looked at and how, for whoever asks later. */
export function method({ tool, artifacts, subject, moves }: CaseReport): readonly Block[] {
  const repositories = new Set(moves.map(({ repository }) => repository)).size;
  const rows = artifacts
    .slice(0, rowsAtMost)
    .map(({ path, sizeBytes, sha256 }) => [code(path), String(sizeBytes), code(sha256 ?? '', 64)]);
  const left = artifacts.length - rows.length;
  return [
    heading(2, 'Method'),
    paragraph(
      `${tool.name} ${tool.version} read ${counted(artifacts.length, 'transcript')} below ${code(subject.directory)}, the configurations, profiles and histories of that home, and ${counted(repositories, 'repository', 'repositories')}. It changed nothing, and started no program of the evidence.`,
    ),
    table(['File', 'Bytes', 'SHA-256'], rows),
    paragraph(left > 0 ? `${counted(left, 'further file')} not shown; \`--format json\` has them all.` : ''),
  ];
}
