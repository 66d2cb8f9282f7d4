import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph } from '../../blocks/block.ts';
import { prose } from '../../markdown.ts';
import { pictures as all } from '../pictures/pictures.ts';

/** What happened, to be seen at a glance; each picture with its words. */
export function pictures(report: CaseReport): readonly Block[] {
  const shown = all.flatMap((picture): readonly Block[] => {
    const mermaid = picture.mermaid(report);
    if (mermaid === '') return [];
    return [
      heading(3, picture.title),
      paragraph(prose(picture.words(report))),
      { kind: 'picture', mermaid, svg: picture.svg(report) },
    ];
  });
  return shown.length === 0 ? [] : [heading(2, 'At a glance'), ...shown];
}
