import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import { isWithin, segmentsOf } from '../../shell/paths.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

const mostFiles = 500;

/** Lists of what git leaves out. https://git-scm.com/docs/gitignore */
const ignoreList = /(?:^|[\\/])(?:\.gitignore|\.git[\\/]info[\\/]exclude)$/;

/** Follows files of one session into which it wrote secrets, until git takes them or they are gone. */
export class WrittenSecretFiles {
  readonly #kept = new Set<string>();
  /** Patterns of what the session had git leave out. */
  readonly #ignored = new Set<string>();
  #isTaken = false;
  #isSeen = false;

  /** Whether all of them were deleted, or left out by a list of the session, whenever git took files until now. */
  get isLeftOut(): boolean {
    return this.#isSeen && !this.#isTaken;
  }

  /** @param written files of the project into which the call wrote secrets, absolute */
  observe(
    call: ToolCall,
    { commands, effects, contents }: CommandAnalysis,
    written: readonly string[],
  ): void {
    for (const path of written) if (this.#kept.size < mostFiles) this.#kept.add(path);
    if (this.#kept.size > 0) this.#isSeen = true;
    for (const { action, target } of effects)
      if (action === 'write' && ignoreList.test(target))
        this.#ignore(contents?.get(target) ?? addedText(call.input));
    const isDone = call.outcome === 'succeeded';
    for (const command of commands) {
      if (takesFiles(command) && [...this.#kept].some((path) => !this.#isIgnored(path))) this.#isTaken = true;
      if (isDone) for (const effect of command.effects) this.#lose(effect);
    }
    if (isDone && commands.length === 0) for (const effect of effects) this.#lose(effect);
  }

  #ignore(list: string): void {
    for (const line of list.split(/\r?\n/)) {
      const pattern = line.trim();
      if (pattern !== '' && !/^[#!]/.test(pattern) && this.#ignored.size < mostFiles)
        this.#ignored.add(pattern);
    }
  }

  #isIgnored(path: string): boolean {
    const segments = segmentsOf(path);
    return [...this.#ignored].some((pattern) => {
      const parts = segmentsOf(pattern);
      if (parts.length > 1) return segments.join('/').includes(`/${parts.join('/')}`);
      return segments.some((segment) => isLike(segment, parts[0] ?? ''));
    });
  }

  #lose({ action, target, certainty, traits = [] }: Effect): void {
    if (action !== 'delete' || certainty === 'possible') return;
    if (traits.some((trait) => trait === 'dry-run' || trait === 'remote')) return;
    for (const path of this.#kept) if (takes(target, path)) this.#kept.delete(path);
  }
}

function addedText({ content, new_string: replaced }: ToolCall['input']): string {
  return [content, replaced].filter((text) => typeof text === 'string').join('\n');
}

/** Whether a delete takes a file: by its name, by the folder above it, or by a pattern. */
function takes(target: string, path: string): boolean {
  const [taken, segments] = [segmentsOf(target), segmentsOf(path)];
  if (isWithin(segments, taken)) return true;
  return taken.length === segments.length && taken.every((part, at) => isLike(segments[at] ?? '', part));
}

/** A name, or a pattern with stars. */
function isLike(name: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return name === pattern;
  const last = others.pop() ?? '';
  let at = first.length;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function takesFiles(command: SimpleCommand): boolean {
  const invocation = gitInvocationOf(command);
  return invocation !== undefined && /^(?:add|stage|commit)$/.test(invocation.subcommand);
}
