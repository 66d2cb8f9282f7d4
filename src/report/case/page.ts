import markdownIt from 'markdown-it';
import type { CaseReport } from '../../assess/case-report.ts';
import { style } from './html-style.ts';
import { pictures } from './pictures/pictures.ts';
import { escapeHtml } from './pictures/svg.ts';

export interface Page {
  readonly title: string;
  /** Absent where the page reaches none. */
  readonly verdict?: CaseReport['verdict']['value'];
  readonly parts: readonly PagePart[];
}

/** Markdown, and the case of which its pictures are. */
interface PagePart {
  readonly markdown: string;
  readonly report?: CaseReport;
}

interface Heading {
  readonly tag: string;
  readonly text: string;
  readonly id: string;
}

/**
 * A page that asks for nothing: no script, no font, no image from elsewhere. It is Markdown with the pictures drawn;
 * HTML in Markdown stays text.
 */
export function renderPage({ title, verdict, parts }: Page): string {
  const headings: Heading[] = [];
  const body = parts.map((part) => bodyOf(part, headings)).join('');
  const entries = headings
    .filter(({ tag }) => tag === 'h2')
    .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`);
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
${body}</main>
</body>
</html>
`;
}

/** @param headings grows by those of this part */
function bodyOf({ markdown, report }: PagePart, headings: Heading[]): string {
  const page = markdownIt({ html: false, linkify: false, typographer: false });
  page.disable(['link', 'image', 'autolink', 'reference', 'html_inline', 'html_block']);
  page.renderer.rules['fence'] = (tokens, index) => figure(tokens[index]?.content ?? '', report);
  page.renderer.rules['heading_open'] = (tokens, index) => {
    const token = tokens[index];
    const text = plainText(tokens[index + 1]?.content ?? '');
    const heading = { tag: token?.tag ?? 'h2', text, id: `s${headings.length + 1}` };
    headings.push(heading);
    return `<${heading.tag} id="${heading.id}"${classOf(text)}>`;
  };
  page.renderer.rules['table_open'] = (tokens, index) => {
    const isFacts = tokens
      .slice(index, index + 8)
      .some(({ type, content }) => type === 'inline' && content === '');
    return `<div class="scroll"><table${isFacts ? ' class="facts"' : ''}>`;
  };
  page.renderer.rules['text'] = (tokens, index) => timeOrText(tokens[index]?.content ?? '');
  page.renderer.rules['table_close'] = () => '</table></div>';
  return page.render(markdown);
}

/** A moment stays on one line. */
function timeOrText(content: string): string {
  const text = escapeHtml(content);
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(content) ? `<time>${text}</time>` : text;
}

/** Of the picture whose Mermaid source stands there. */
function figure(source: string, report: CaseReport | undefined): string {
  const picture = report && pictures.find((one) => one.mermaid(report) === source.trimEnd());
  return picture && report ? `<figure>${picture.svg(report)}</figure>\n` : '';
}

/** A heading says by its words what it weighs: `1. critical: …`, `Verdict: malicious. …`. */
function classOf(text: string): string {
  const level = /^\d+\. (critical|high|medium|low|informational):/.exec(text)?.[1];
  if (level !== undefined) return ` class="finding level-of-${level}"`;
  return text.startsWith('Verdict:') ? ' class="verdict"' : '';
}

function plainText(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('`', '');
}
