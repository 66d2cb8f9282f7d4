import markdownIt from 'markdown-it';
import { escapeHtml } from './escape-html.ts';

/** HTML in Markdown stays text, and nothing in it links or loads. */
const inline = markdownIt({ html: false, linkify: false, typographer: false });
inline.disable(['link', 'image', 'autolink', 'html_inline']);
inline.renderer.rules['text'] = (tokens, index) => timeOrText(tokens[index]?.content ?? '');

/** The inline Markdown of a block as HTML. */
export function inlineHtml(text: string): string {
  return inline.renderInline(text.trim());
}

/** Text in a block of code. */
export function escapeCode(text: string): string {
  return inline.utils.escapeHtml(text);
}

/** The words of inline Markdown without its marks. */
export function plainText(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('`', '');
}

/** A moment stays on one line. */
function timeOrText(content: string): string {
  const text = escapeHtml(content);
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(content) ? `<time>${text}</time>` : text;
}
