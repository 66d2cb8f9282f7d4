import type { GitInvocation } from '../../shell/git-invocation.ts';

/** Branches and tags that a command takes away or makes stand elsewhere, by its words; git may not have printed it. */
export function refRemovals({ subcommand, args }: GitInvocation): readonly string[] {
  return Object.hasOwn(removals, subcommand) ? (removals[subcommand]?.(args) ?? []) : [];
}

const removals: Readonly<Record<string, (args: readonly string[]) => readonly string[]>> = {
  branch(args) {
    const words = wordsOf(args);
    if (args.some((arg) => /^-[a-zA-Z]*r/.test(arg))) return [];
    if (args.some((arg) => /^(?:-[a-zA-Z]*[dD][a-zA-Z]*|--delete)$/.test(arg))) return words.map(branch);
    // A branch that is renamed over another takes its place, and leaves its own.
    if (args.some((arg) => /^-[a-zA-Z]*M/.test(arg))) return words.map(branch);
    const overwritten = args.some((arg) => /^-[a-zA-Z]*C/.test(arg)) ? words.at(-1) : undefined;
    return overwritten === undefined ? [] : [branch(overwritten)];
  },
  tag: (args) =>
    args.some((arg) => /^(?:-d|--delete)$/.test(arg)) ? wordsOf(args).map((name) => `refs/tags/${name}`) : [],
  'update-ref'(args) {
    const [ref] = wordsOf(args);
    const isNamed = ref !== undefined && /^refs\/(?:heads|tags)\//.test(ref);
    return isNamed && args.some((arg) => /^(?:-d|--delete)$/.test(arg)) ? [ref] : [];
  },
};

function wordsOf(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !arg.startsWith('-'));
}

function branch(name: string): string {
  return `refs/heads/${name}`;
}
