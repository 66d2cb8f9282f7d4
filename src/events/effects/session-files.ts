import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { ToolUse } from './tool-effects.ts';

/** Files over this are remembered by name only. */
const longestContent = 64 * 1024;
const mostFiles = 5000;

/** What one session has made so far, so that a script it wrote is known when it runs it. */
export class SessionFiles {
  readonly #created = new Set<string>();
  readonly #contents = new Map<string, string>();

  /** The context of the next call. */
  context(base: PathContext): PathContext {
    return { ...base, created: this.#created, contentOf: (path) => this.#contents.get(path) };
  }

  /** Takes note of a call that ran, in the order of the session. */
  observe({ tool, input }: ToolUse, { effects, contents }: CommandAnalysis, cwd: string): void {
    const { file_path: file, content } = input;
    if (typeof file === 'string' && tool === 'Write' && typeof content === 'string') {
      this.#remember(resolvePath(file, cwd), content);
    }
    if (typeof file === 'string' && tool === 'Edit') this.#edit(resolvePath(file, cwd), input);
    for (const { action, target, certainty, zone } of effects) {
      const isPlain = zone === 'repository' || zone === 'temporary' || zone === 'home' || zone === 'outside';
      if (tool === 'Bash' && action === 'write' && certainty === 'certain' && isPlain) this.#create(target);
      if (action === 'delete') this.#forget(target);
    }
    for (const [path, text] of contents ?? []) this.#remember(path, text);
  }

  #create(path: string): void {
    if (path.startsWith('/') && this.#created.size < mostFiles) this.#created.add(path);
  }

  #remember(path: string, content: string): void {
    if (this.#created.size >= mostFiles) return;
    this.#created.add(path);
    if (content.length <= longestContent) this.#contents.set(path, content);
    else this.#contents.delete(path);
  }

  #edit(path: string, { old_string: before, new_string: after }: ToolUse['input']): void {
    const content = this.#contents.get(path);
    if (content === undefined || typeof before !== 'string' || typeof after !== 'string') return;
    this.#contents.set(path, content.replace(before, () => after).slice(0, longestContent));
  }

  #forget(path: string): void {
    this.#created.delete(path);
    this.#contents.delete(path);
  }
}
