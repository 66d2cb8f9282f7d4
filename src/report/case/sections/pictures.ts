import type { CaseReport } from '../../../assess/case-report.ts';
import { prose } from '../../markdown.ts';
import { pictures as all } from '../pictures/pictures.ts';

/** What happened, to be seen at a glance; each picture with its words. */
export function pictures(report: CaseReport): string {
  const shown = all.flatMap((picture) => {
    const mermaid = picture.mermaid(report);
    if (mermaid === '') return [];
    return [`### ${picture.title}`, prose(picture.words(report)), `\`\`\`mermaid\n${mermaid}\n\`\`\``];
  });
  return shown.length === 0 ? '' : ['## At a glance', ...shown].join('\n\n');
}
