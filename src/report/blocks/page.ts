import { createHash } from 'node:crypto';
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
  /** Absent where the page is nothing but its document. */
  readonly book?: Book;
}

/** What is added to a document so that somebody can work in it. */
interface Book {
  readonly style: string;
  /** Our own code; nothing of the evidence is ever part of it. */
  readonly script: string;
  /** Of the element that holds the data. */
  readonly id: string;
  /** JSON, in whose strings no character is markup. */
  readonly data: string;
}

/** A page that asks for nothing: no font, no image, no code from elsewhere; without a book no script at all. */
export function renderPage({ title, verdict, blocks, book }: Page): string {
  const { html, anchors } = renderHtml(blocks);
  const entries = anchors
    .filter(({ heading }) => heading.level === 2)
    .map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(plainText(heading.text))}</a></li>`);
  const styles = `${style}${book?.style ?? ''}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(styles, book)}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body${verdict === undefined ? '' : ` class="verdict-${verdict}"`}>
<nav aria-label="Sections"><ol>
${entries.join('\n')}
</ol></nav>
<main>
${html}</main>
${book ? bookHtml(book) : ''}</body>
</html>
`;
}

/** https://www.w3.org/TR/CSP3/: nothing runs, applies or loads but what is named by its hash. */
function policyOf(styles: string, book: Book | undefined): string {
  const scripts = book
    ? `; script-src '${hashOf(book.script)}'; require-trusted-types-for 'script'; trusted-types 'none'`
    : '';
  return `default-src 'none'; style-src '${hashOf(styles)}'; base-uri 'none'; form-action 'none'${scripts}`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function bookHtml({ id, data, script }: Book): string {
  const shown = data.replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${id}">${shown}</script>\n<script>${script}</script>\n`;
}
