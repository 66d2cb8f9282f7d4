import { oneLine } from '../markdown.ts';
import { visible } from '../sanitize.ts';

/** Code spans as CommonMark has them, and no text that it would not take for one. https://spec.commonmark.org/0.31.2/#code-spans */
const codeSpans = /((?<![`\\])(`+)(?!`)[^`](?:[\s\S]*?[^`])??(?<!`)\2(?!`))/g;

/**
 * The words of a block, in which nothing links, loads or names an account of the place where the report is read. No
 * report of ours needs that; a case document that is rendered again may try it.
 */
export function inlineMarkdown(words: string): string {
  const parts = visible(oneLine(words)).split(codeSpans);
  // Each match gives two parts: the span, and its fence.
  return parts
    .map((part, index) => (index % 3 === 0 ? withoutActing(part) : index % 3 === 1 ? part : ''))
    .join('');
}

/** What is escaped already, then what would act. https://github.github.com/gfm/#autolinks-extension- */
const acting = /\\[!-/:-@[-`{-~]|[[<`]|\b(?:https?|ftp):\/\/[^\s`]*|\bwww\.[^\s`]*|@\w[\w-]*/g;

function withoutActing(text: string): string {
  return text.replace(acting, (found) => {
    if (found.startsWith('\\')) return found;
    return found.length === 1 ? `\\${found}` : `\`${found}\``;
  });
}
