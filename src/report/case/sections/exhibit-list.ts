import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';

/** Of those that nothing cites. */
const othersAtMost = 40;

/** The files behind the numbers, with what proves that they are the same ones later; of a clean case those that were read. */
export function exhibitList({ subject, verdict, exhibits }: CaseReport): readonly Block[] {
  const listed = exhibits.filter(({ sha256 }) => verdict.value !== 'clean' || sha256 !== undefined);
  if (listed.length === 0) return [];
  const others = listed.filter(({ isCited }) => !isCited);
  const shown = [...listed.filter(({ isCited }) => isCited), ...others.slice(0, othersAtMost)];
  const left = listed.length - shown.length;
  return [
    heading(2, 'Exhibits'),
    paragraph(
      `Below ${code(subject.directory)}. \`yolo-triage show <path>:<line>\` opens a place in one; \`show E1:<line> --from <report.json>\` does, too.`,
    ),
    table(
      ['Exhibit', 'File', 'Bytes', 'SHA-256'],
      shown.map(({ id, path, sizeBytes, sha256 }) => [
        id,
        code(path, 400),
        sizeBytes === undefined ? '' : String(sizeBytes),
        code(sha256 ?? '', 64),
      ]),
    ),
    paragraph(left > 0 ? `${counted(left, 'further file')} not shown; \`--format json\` has them all.` : ''),
  ];
}
