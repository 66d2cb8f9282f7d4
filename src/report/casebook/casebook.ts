import script from 'casebook:page';
import type { CaseWithCalls } from '../../assess/case-calls.ts';
import { renderPage } from '../blocks/page.ts';
import { caseBlocks } from '../case/case-blocks.ts';
import { bookStyle } from './book-style.ts';
import { payloadOf } from './payload-of.ts';

/**
 * The incident report as one page that somebody works in: the document of the other formats, and, where scripts run,
 * the calls behind it.
 */
export function renderCasebook(report: CaseWithCalls): string {
  const verdict = report.verdict.value;
  const page = {
    title: `Casebook: ${verdict}, ${report.subject.name}`,
    verdict,
    blocks: caseBlocks(report),
  };
  const book = { style: bookStyle, script, id: 'casebook' };
  const bytesElsewhere = Buffer.byteLength(renderPage({ ...page, book: { ...book, data: '' } }));
  return renderPage({ ...page, book: { ...book, data: JSON.stringify(payloadOf(report, bytesElsewhere)) } });
}
