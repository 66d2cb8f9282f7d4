import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { LeftText, PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import { printsOneFile } from '../../shell/prints-one-file.ts';
import { numberedText, printedText } from '../../shown-text.ts';
import { meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { FileEdit } from '../file-edit.ts';
import { type Asking, type HomeTexts, longestText } from '../written/home-texts.ts';
import { isRunnable } from '../written/runnable-file.ts';
import { MadeFolders } from './made-folders.ts';
import { linesLeftBy, patched } from './patched-text.ts';
import { readPatch } from './read-patch.ts';
import type { ToolUse } from './tool-use.ts';

const mostFiles = 5000;

/** A call that ran, as far as the session's files go. */
export interface RanTool extends ToolUse {
  /** Says whether a tool that writes made the file or replaced one. */
  readonly result?: { readonly text: string; readonly isError?: boolean } | undefined;
}

/** What one session has made so far, and what others of the home left, so that a script is known when it is run. */
export class SessionFiles {
  readonly #created = new Set<string>();
  readonly #contents = new Map<string, string>();
  readonly #made = new MadeFolders();
  readonly #home: HomeTexts;
  readonly #session: string;
  #asking: Asking;
  readonly #contentOf = (path: string): string | undefined => {
    const own = this.#contents.get(path);
    return own === undefined || this.#fromOther(path) ? undefined : own;
  };
  readonly #leftBefore = (path: string): LeftText | undefined => {
    const left = this.#home.textAt(path, this.#asking);
    return left?.isOwn && this.#contents.has(path) ? undefined : left;
  };

  constructor(home: HomeTexts, session: string) {
    this.#home = home;
    this.#session = session;
    this.#asking = { session, at: undefined };
  }

  /** From now on a call is looked at. @param time ISO 8601; absent where the record has none */
  begin(time: string | undefined): void {
    this.#asking = { session: this.#session, at: time === undefined ? undefined : Date.parse(time) };
  }

  /** The context of calls in one folder; it grows with the session. */
  context({ home, cwd, repository, projects = [] }: PathContext): PathContext {
    const [created, contentOf, leftBefore] = [this.#created, this.#contentOf, this.#leftBefore];
    return { home, cwd, repository, projects, created, contentOf, leftBefore };
  }

  /** Takes note of a call that ran, in the order of the session. */
  observe(ran: RanTool, analysis: CommandAnalysis, cwd: string): void {
    const { effects, contents, created } = analysis;
    const meaning = meaningOf(dialectOf(ran.agent), ran.tool);
    const subject = ran.input[meaning.subject ?? ''];
    if (typeof subject === 'string' && meaning.kind === 'write')
      this.#write(resolvePath(subject, cwd), ran, meaning);
    if (typeof subject === 'string' && meaning.kind === 'read' && Object.keys(ran.input).length === 1)
      this.#show(resolvePath(subject, cwd), numberedText(ran.result?.text ?? ''));
    if (meaning.kind === 'shell' && ran.result?.isError !== true && printsOneFile(analysis))
      this.#show(effects[0]?.target ?? '', printedText(ran.result?.text ?? ''));
    if (typeof subject === 'string' && meaning.kind === 'patch') this.#patch(subject, cwd);
    for (const { action, target } of effects) if (action === 'delete') this.#forget(target);
    for (const path of [...(created ?? []), ...this.#made.of(ran, analysis, cwd)]) this.#create(path);
    for (const [path, text] of contents ?? []) this.#remember(path, text);
  }

  /**
   * What editing tools left of files: the whole of them where the record holds it, else what is known of a file with
   * the changed lines in it.
   */
  edited(edits: readonly FileEdit[]): void {
    for (const { path, after, patch = [] } of edits) {
      const known = this.#textOf(path);
      if (after !== undefined) this.#remember(path, after);
      else if (known === undefined) this.#rememberLines(path, linesLeftBy(patch));
      else if (patch.some((change) => 'isLines' in change)) this.#remember(path, patched(known, patch));
    }
  }

  #rememberLines(path: string, lines: string): void {
    if (lines !== '') this.#remember(path, lines);
  }

  #write(path: string, ran: RanTool, { content: field, replaces }: ToolMeaning): void {
    const content = ran.input[field ?? ''];
    if (typeof content === 'string') {
      this.#remember(path, content);
      if (saysCreated(ran)) this.#create(path);
    }
    if (replaces) this.#edit(path, ran.input[replaces[0]], ran.input[replaces[1]]);
  }

  /** The whole of a program that was shown is known when it is run. */
  #show(path: string, text: string | undefined): void {
    const isNeeded = text !== undefined && text.length <= longestText && isRunnable(path, text);
    if (isNeeded && this.#contents.size < mostFiles) this.#contents.set(path, text);
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
    const isShort = content.length <= longestText;
    if (!isShort) this.#contents.delete(path);
    else if (this.#contents.size < mostFiles) this.#contents.set(path, content);
    if (isRunnable(path, content)) this.#home.write(path, isShort ? content : undefined, this.#asking);
  }

  #edit(path: string, before: unknown, after: unknown): void {
    const content = this.#textOf(path);
    if (content === undefined || typeof before !== 'string' || typeof after !== 'string') return;
    this.#remember(
      path,
      content.replace(before, () => after),
    );
  }

  #forget(path: string): void {
    this.#created.delete(path);
    this.#contents.delete(path);
    this.#home.delete(path, this.#asking);
  }

  #textOf(path: string): string | undefined {
    return this.#contentOf(path) ?? this.#leftBefore(path)?.text;
  }

  /** The last to write the file was another session. */
  #fromOther(path: string): boolean {
    return this.#home.textAt(path, this.#asking)?.isOwn === false;
  }
}

/** `File created successfully at: …`, where a replaced file reads `The file … has been updated`. */
function saysCreated({ result }: RanTool): boolean {
  return /\bcreated\b/i.test(result?.text.slice(0, 200) ?? '');
}
