import { type Guard, guardOf } from '../../guard.ts';
import type { LineCommand, LineForm } from './line-form.ts';

/**
 * fish, near enough to the shells that `scanShell` reads for single commands: blocks are told apart line by line.
 * https://fishshell.com/docs/current/language.html
 */
export const fish: LineForm = {
  name: 'fish',
  matches: ({ extension, head }) => extension === 'fish' || /^#!.*\bfish\b/.test(head),
  scope: ({ path }) =>
    /fish\/(?:config\.fish|conf\.d\/|functions\/)|config\.fish$/.test(path)
      ? 'shell-profile'
      : 'repository-script',
  commands: (lines, { path }) => {
    const isProfile = /fish\/(?:config\.fish|conf\.d\/|functions\/)|config\.fish$/.test(path);
    const blocks = new Blocks();
    return lines.flatMap(({ source, line }): LineCommand[] => {
      // `@test` of fishtape compares.
      if (/^\s*(?:#|@test\b)/.test(source)) return [];
      blocks.enter(source);
      const isDefinition =
        /^\s*(?:alias|abbr|set|function)\b/.test(source) || (isProfile && blocks.isInFunction);
      const found = [{ source: commandOf(source), line, guard: blocks.guard, isDefinition }];
      blocks.leave(source);
      return found;
    });
  },
};

interface Block {
  readonly kind: string;
  guard: Guard | undefined;
}

/** The blocks that are open at a line, and what is exported in each. */
class Blocks {
  readonly #open: Block[] = [{ kind: 'file', guard: undefined }];

  get isInFunction(): boolean {
    return this.#open.some(({ kind }) => kind === 'function');
  }

  /** Of the innermost block that sets one. */
  get guard(): Guard | undefined {
    return this.#open.findLast(({ guard }) => guard !== undefined)?.guard;
  }

  enter(source: string): void {
    const kind = /^\s*(?:else\s+)?(function|if|for|while|switch|begin)\b/.exec(source)?.[1];
    if (kind !== undefined && !/^\s*else\b/.test(source)) this.#open.push({ kind, guard: undefined });
    this.#set(source);
  }

  leave(source: string): void {
    const ends = /^\s*end\b/.test(source) || /;\s*end\s*(?:[#;].*)?$/.test(source);
    if (ends && this.#open.length > 1) this.#open.pop();
  }

  /** What is global and set under a condition is set on some days only, which is no guard after it. */
  #set(source: string): void {
    const match =
      /(?:^\s*|;\s*)set\s+((?:-\S+\s+)+)(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)(?:\s+["']?([^\s"';]*))?/.exec(
        source,
      );
    if (!match?.[2]) return;
    const options = match[1] ?? '';
    const isErased = /-\w*e|--erase/.test(options);
    const isExported = /-\w*x|--export/.test(options);
    if (!isErased && !isExported) return;
    const guard = isErased ? 'none' : guardOf(match[2], match[3] ?? '');
    const innermost = this.#open.at(-1);
    const isLocal = /-\w*l|--local/.test(options);
    const isConditional = this.#open.some(({ kind }) => /^(?:if|for|while|switch)$/.test(kind));
    const holder =
      isLocal || isConditional
        ? innermost
        : this.#open.findLast(({ kind }) => /^(?:function|file)$/.test(kind));
    if (holder) holder.guard = guard;
  }
}

function commandOf(line: string): string {
  const plain = line
    .replace(/^\s*function\s+\S+(?:\s+(?:-\S+|--\S+)(?:\s+(?:'[^']*'|"[^"]*"|[^\s;-]\S*))?)*\s*;?/, '')
    .replace(/;\s*end\s*$/, '')
    .replace(/^\s*(?:if|else if|while|and|or|not|begin;?)\s+/, '')
    .replace(/;\s*(?:and|or)\s+/g, ' && ')
    .replace(/\((?=[a-z])/g, '$(');
  const alias = /^\s*(?:alias|abbr)\s+(?:-\S+\s+|--\S+\s+)*(?:--\s+)?([^\s=]+)[\s=]+(.*)$/s.exec(plain);
  if (!alias) return plain;
  const value = (alias[2] ?? '').trim().replace(/^(["'])(.*)\1$/s, '$2');
  return `alias ${alias[1]}='${value.replaceAll("'", "'\\''")}'`;
}
