import { escapeHtml } from '../../blocks/escape-html.ts';

export interface SvgOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly words: string;
}

/** An inline picture with a text alternative. https://www.w3.org/TR/svg-aam-1.0/ */
export function svgPicture({ width, height, title, words }: SvgOptions, parts: readonly string[]): string {
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${title}. ${words}`)}">`,
    `<title>${escapeHtml(title)}</title>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

export function svgText(
  text: string,
  { x, y, kind = 'label', anchor = 'start' }: { x: number; y: number; kind?: string; anchor?: string },
): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${kind}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
}

export function svgRect(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  kind: string,
  tip = '',
): string {
  const title = tip === '' ? '' : `<title>${escapeHtml(tip)}</title>`;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${kind}">${title}</rect>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
