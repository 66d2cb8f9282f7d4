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
    return [];
  },
  tag: (args) =>
    args.some((arg) => /^(?:-d|--delete)$/.test(arg)) ? wordsOf(args).map((name) => `refs/tags/${name}`) : [],
  'update-ref'(args) {
    const [ref] = wordsOf(args);
    const isNamed = ref !== undefined && /^refs\/(?:heads|tags)\//.test(ref);
    // A branch has a reflog that tells when it is moved; a tag has none.
    const isMoved = ref?.startsWith('refs/tags/') === true && wordsOf(args).length > 1;
    return isNamed && (isMoved || args.some((arg) => /^(?:-d|--delete)$/.test(arg))) ? [ref] : [];
  },
};

/** The branches of a rename or a copy by force, which takes the place of whatever has the new name; the current one has no word. */
export function renamesOver({
  subcommand,
  args,
}: GitInvocation): { readonly from?: string; readonly to: string } | undefined {
  const words = wordsOf(args);
  const to = words.at(-1);
  const from = words.length > 1 ? words[0] : undefined;
  const has = (option: RegExp) => args.some((arg) => option.test(arg));
  const isForced = has(/^-[a-zA-Z]*[MC]/) || (has(/^(?:-f|--force)$/) && has(/^(?:-m|--move|-c|--copy)$/));
  if (subcommand !== 'branch' || !isForced || to === undefined) return undefined;
  return { to, ...(from !== undefined && { from }) };
}

function wordsOf(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !arg.startsWith('-'));
}

function branch(name: string): string {
  return `refs/heads/${name}`;
}
