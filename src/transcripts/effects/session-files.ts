import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import { meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { FileChange, FileEdit, PatchHunk } from '../file-edit.ts';
import { readPatch } from './read-patch.ts';
import type { ToolUse } from './tool-use.ts';

/** Files over this are remembered by name only. */
const longestContent = 64 * 1024;
const mostFiles = 5000;

/** A call that ran, as far as the session's files go. */
export interface RanTool extends ToolUse {
  /** Says whether a tool that writes made the file or replaced one. */
  readonly result?: { readonly text: string } | undefined;
}

/** What one session has made so far, so that a script it wrote is known when it runs it. */
export class SessionFiles {
  readonly #created = new Set<string>();
  readonly #contents = new Map<string, string>();
  readonly #contentOf = (path: string): string | undefined => this.#contents.get(path);

  /** The context of calls in one folder; it grows with the session. */
  context({ home, cwd, repository }: PathContext): PathContext {
    return { home, cwd, repository, created: this.#created, contentOf: this.#contentOf };
  }

  /** Takes note of a call that ran, in the order of the session. */
  observe(ran: RanTool, { effects, contents, created }: CommandAnalysis, cwd: string): void {
    const meaning = meaningOf(dialectOf(ran.agent), ran.tool);
    const subject = ran.input[meaning.subject ?? ''];
    if (typeof subject === 'string' && meaning.kind === 'write')
      this.#write(resolvePath(subject, cwd), ran, meaning);
    if (typeof subject === 'string' && meaning.kind === 'patch') this.#patch(subject, cwd);
    for (const { action, target } of effects) if (action === 'delete') this.#forget(target);
    for (const path of created ?? []) this.#create(path);
    for (const [path, text] of contents ?? []) this.#remember(path, text);
  }

  /**
   * What editing tools left of files: the whole of them where the record holds it, else the lines that are known of a
   * file of which nothing was known.
   */
  edited(edits: readonly FileEdit[]): void {
    for (const { path, after, patch } of edits) {
      if (after !== undefined) this.#remember(path, after);
      else if (patch?.some(isHunk) && !this.#contents.has(path)) this.#remember(path, linesLeftBy(patch));
    }
  }

  #write(path: string, ran: RanTool, { content: field, replaces }: ToolMeaning): void {
    const content = ran.input[field ?? ''];
    if (typeof content === 'string') {
      this.#remember(path, content);
      if (saysCreated(ran)) this.#create(path);
    }
    if (replaces) this.#edit(path, ran.input[replaces[0]], ran.input[replaces[1]]);
  }

  #patch(patch: string, cwd: string): void {
    for (const { path, content } of readPatch(patch)) {
      if (content === undefined) continue;
      this.#remember(resolvePath(path, cwd), content);
      this.#create(resolvePath(path, cwd));
    }
  }

  #create(path: string): void {
    if (this.#created.size < mostFiles) this.#created.add(path);
  }

  #remember(path: string, content: string): void {
    if (content.length > longestContent) this.#contents.delete(path);
    else if (this.#contents.size < mostFiles) this.#contents.set(path, content);
  }

  #edit(path: string, before: unknown, after: unknown): void {
    const content = this.#contents.get(path);
    if (content === undefined || typeof before !== 'string' || typeof after !== 'string') return;
    this.#contents.set(path, content.replace(before, () => after).slice(0, longestContent));
  }

  #forget(path: string): void {
    this.#created.delete(path);
    this.#contents.delete(path);
  }
}

/** A text that takes the place of another need not be whole lines. */
function isHunk(change: FileChange): change is PatchHunk {
  return 'lines' in change;
}

function linesLeftBy(patch: readonly FileChange[]): string {
  const kept = patch.filter(isHunk).flatMap(({ lines }) => lines.filter((line) => /^[ +]/.test(line)));
  return kept.map((line) => `${line.slice(1)}\n`).join('');
}

/** `File created successfully at: …`, where a replaced file reads `The file … has been updated`. */
function saysCreated({ result }: RanTool): boolean {
  return /\bcreated\b/i.test(result?.text.slice(0, 200) ?? '');
}
