import { visible } from '../sanitize.ts';

/** Text for HTML and SVG: no character of it is markup. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
