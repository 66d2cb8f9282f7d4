import type { JsonObject } from '../../../json-object.ts';
import { searchBlocks } from '../cline/search-blocks.ts';

const begins = /^<{5,9} SEARCH>?\s*$/;
const ends = /^>{5,9} REPLACE\s*$/;
/** Opens or closes a block of code. */
const fence = /^(?:`{3,}|~{3,}|<\/?(?:source|code|pre|codeblock|sourcecode)>)/;
/** Reasonable replies stay far below. */
const longestBlock = 20_000;

/**
 * The edits that a reply of the model proposes: above each block stands the path of the file.
 * https://aider.chat/docs/more/edit-formats.html#diff
 */
export class ReplyEdits {
  readonly #edits = new Map<string, JsonObject[]>();
  #path = '';
  #block: string[] | undefined;

  take(line: string): void {
    if (begins.test(line)) this.#block = [];
    if (this.#block) this.#inside(line, this.#block);
    else if (line.trim() !== '' && !fence.test(line)) this.#path = nameIn(line);
  }

  /** Those of one file; they are told once. */
  of(path: string): readonly JsonObject[] {
    const edits = this.#edits.get(path) ?? [];
    this.#edits.delete(path);
    return edits;
  }

  clear(): void {
    this.#edits.clear();
    this.#block = undefined;
    this.#path = '';
  }

  #inside(line: string, block: string[]): void {
    block.push(line);
    if (block.length > longestBlock) this.#block = undefined;
    if (!ends.test(line)) return;
    const known = this.#edits.get(this.#path) ?? [];
    this.#edits.set(this.#path, [...known, ...searchBlocks(block.map(trimmedMark).join('\n')).map(asInput)]);
    this.#block = undefined;
  }
}

/** Marks may be longer or shorter by some signs. */
function trimmedMark(line: string): string {
  if (begins.test(line)) return '<<<<<<< SEARCH';
  if (ends.test(line)) return '>>>>>>> REPLACE';
  return /^={5,9}\s*$/.test(line) ? '=======' : line;
}

/** Models write it with signs of Markdown around it. */
function nameIn(line: string): string {
  return line
    .trim()
    .replace(/^#+\s*/, '')
    .replace(/^[`*"']+|[`*"':]+$/g, '');
}

function asInput({ search, replace }: { readonly search: string; readonly replace: string }): JsonObject {
  return { search, replace };
}
