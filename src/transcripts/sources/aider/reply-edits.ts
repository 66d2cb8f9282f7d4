import type { JsonObject } from '../../../json-object.ts';
import { searchBlocks } from '../cline/search-blocks.ts';

const begins = /^<{5,9} SEARCH>?\s*$/;
const ends = /^>{5,9} REPLACE\s*$/;
/** Opens a block of code; closed by the same sign. */
const opens = /^(?:(`{3,}|~{3,})[^`]*|<(source|code|pre|codeblock|sourcecode)>)\s*$/;
/** Replies of models stay far below. */
const longestBlock = 20_000;

/** What a reply says of one file: texts and what comes in their place, or the whole of it. */
export interface ProposedEdit {
  readonly edits?: readonly JsonObject[];
  readonly content?: string;
}

/**
 * The edits that a reply of the model proposes, with the path of the file above each.
 * https://aider.chat/docs/more/edit-formats.html
 */
export class ReplyEdits {
  readonly #edits = new Map<string, readonly JsonObject[]>();
  readonly #contents = new Map<string, string>();
  #path = '';
  #search: string[] | undefined;
  #code: { readonly end: string; readonly lines: string[] } | undefined;

  take(line: string): void {
    if (begins.test(line)) this.#search = [];
    if (this.#search) this.#inSearch(line, this.#search);
    else if (this.#code) this.#inCode(line, this.#code);
    else if (!this.#begins(line) && line.trim() !== '') this.#path = nameIn(line);
  }

  /** Of one file; told once. */
  of(path: string): ProposedEdit {
    const name = path.replaceAll('\\', '/');
    const [edits, content] = [this.#edits.get(name), this.#contents.get(name)];
    this.#edits.delete(name);
    this.#contents.delete(name);
    return edits ? { edits } : { ...(content !== undefined && { content }) };
  }

  clear(): void {
    this.#edits.clear();
    this.#contents.clear();
    [this.#path, this.#search, this.#code] = ['', undefined, undefined];
  }

  #begins(line: string): boolean {
    const [isCode, sign, name] = opens.exec(line) ?? [];
    if (isCode !== undefined) this.#code = { end: sign ?? `</${name}>`, lines: [] };
    return isCode !== undefined;
  }

  #inCode(line: string, { end, lines }: { readonly end: string; readonly lines: string[] }): void {
    if (line.trimEnd() !== end && lines.length < longestBlock) {
      lines.push(`${line}\n`);
      return;
    }
    if (lines.length < longestBlock) this.#contents.set(this.#path, lines.join(''));
    this.#code = undefined;
  }

  #inSearch(line: string, lines: string[]): void {
    lines.push(line);
    if (lines.length > longestBlock) this.#search = undefined;
    if (!ends.test(line)) return;
    const known = this.#edits.get(this.#path) ?? [];
    const blocks = searchBlocks(lines.map(trimmedMark).join('\n')).map(({ search, replace }) => ({
      search,
      replace,
    }));
    this.#edits.set(this.#path, [...known, ...blocks]);
    this.#search = undefined;
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
    .replace(/^[`*"']+|[`*"':]+$/g, '')
    .replaceAll('\\', '/');
}
