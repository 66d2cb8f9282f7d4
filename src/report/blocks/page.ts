import type { CaseReport } from '../../assess/case-report.ts';
import type { Block } from './block.ts';
import { escapeHtml } from './escape-html.ts';
import { plainText } from './inline-html.ts';
import { style } from './page-style.ts';
import { renderHtml } from './render-html.ts';

export interface Page {
  readonly title: string;
  /** Absent where the page reaches none. */
  readonly verdict?: CaseReport['verdict']['value'];
  readonly blocks: readonly Block[];
}

/** A page that asks for nothing: no script, no font, no image from elsewhere. */
export function renderPage({ title, verdict, blocks }: Page): string {
  const { html, anchors } = renderHtml(blocks);
  const entries = anchors
    .filter(({ heading }) => heading.level === 2)
    .map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(plainText(heading.text))}</a></li>`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body${verdict === undefined ? '' : ` class="verdict-${verdict}"`}>
<nav aria-label="Sections"><ol>
${entries.join('\n')}
</ol></nav>
<main>
${html}</main>
</body>
</html>
`;
}
