import type { Block } from './block.ts';
import { renderMarkdown } from './render-markdown.ts';

/** How many lines blocks have as Markdown, with the empty ones between them. */
export function linesOf(blocks: readonly Block[]): number {
  return blocks.length === 0 ? 0 : renderMarkdown(blocks).split('\n').length + 1;
}
