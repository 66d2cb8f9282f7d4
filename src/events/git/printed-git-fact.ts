/** Something that git printed into a call's result, and that ties the call to an object of a repository. */
export type PrintedGitFact =
  /** `[main 1a2b3c4] subject`: the call made this commit. */
  | { readonly kind: 'commit'; readonly sha: string; readonly branch: string; readonly subject: string }
  /** A service made this commit for the call, and its answer says so. */
  | { readonly kind: 'served'; readonly sha: string }
  /** `Deleted branch topic (was 1a2b3c4).` */
  | { readonly kind: 'branch-deleted'; readonly sha: string; readonly branch: string }
  /** `Deleted tag 'v1' (was 1a2b3c4)`, `Updated tag 'v1' (was 1a2b3c4)` */
  | { readonly kind: 'tag-moved'; readonly sha: string; readonly tag: string }
  /** ` - [deleted]  (none)  -> v1` of a fetch that prunes tags: git says not where it stood. */
  | { readonly kind: 'tag-pruned'; readonly sha: ''; readonly tag: string }
  /** `Ref 'refs/tags/v1' was rewritten` of filter-branch, which says not where it stood. */
  | { readonly kind: 'tag-rewritten'; readonly sha: ''; readonly tag: string }
  /** `  topic 1a2b3c4 subject` of `branch -v`, `1a2b… refs/tags/v1` of `show-ref`: where a ref stood then. */
  | { readonly kind: 'ref-seen'; readonly sha: string; readonly ref: string }
  /** `Dropped refs/stash@{0} (1a2b…)` */
  | { readonly kind: 'stash-dropped'; readonly sha: string }
  /** `HEAD is now at 1a2b3c4 subject` */
  | { readonly kind: 'head-moved'; readonly sha: string }
  /** `+ 1a2b3c4...5d6e7f8 main -> main (forced update)` */
  | {
      readonly kind: 'pushed';
      readonly sha: string;
      readonly previousSha?: string;
      readonly forced: boolean;
      readonly remoteBranch: string;
    }
  /** An id that git printed without saying what became of it. */
  | { readonly kind: 'mentioned'; readonly sha: string };

type Reader = (match: RegExpExecArray) => PrintedGitFact;

/** Each matches a whole line or its beginning; https://git-scm.com/docs/git-commit and its neighbours show them. */
const forms: readonly (readonly [RegExp, Reader])[] = [
  [
    /^\[(\S[^\]]{0,250}?)(?: \(root-commit\))? ([0-9a-f]{4,64})\] (.*)$/,
    ([, branch = '', sha = '', subject = '']) => ({ kind: 'commit', sha, branch, subject }),
  ],
  [
    /^Deleted branch (\S{1,250}) \(was ([0-9a-f]{4,64})\)/,
    ([, branch = '', sha = '']) => ({ kind: 'branch-deleted', sha, branch }),
  ],
  [
    /^(?:Deleted|Updated) tag '([^']{1,250})' \(was ([0-9a-f]{4,64})\)/,
    ([, tag = '', sha = '']) => ({ kind: 'tag-moved', sha, tag }),
  ],
  [
    /^ - \[deleted\] +\(none\) +-> ([^\s/]{1,250})$/,
    ([, tag = '']) => ({ kind: 'tag-pruned', sha: '', tag }),
  ],
  [
    /^Ref 'refs\/tags\/([^']{1,250})' was rewritten/,
    ([, tag = '']) => ({ kind: 'tag-rewritten', sha: '', tag }),
  ],
  [
    /^(\S{1,250}) -> \1 \(([0-9a-f]{40,64}) -> [0-9a-f]{40,64}\)$/,
    ([, tag = '', sha = '']) => ({ kind: 'tag-moved', sha, tag }),
  ],
  [
    /^([0-9a-f]{40,64})(?: (?:commit|tag))?[ \t]+(refs\/(?:heads|tags)\/\S{1,250})$/,
    ([, sha = '', ref = '']) => ({ kind: 'ref-seen', sha, ref }),
  ],
  [
    /^[ *+] (\S{1,250}) +([0-9a-f]{7,64}) (?!-> )/,
    ([, branch = '', sha = '']) => ({ kind: 'ref-seen', sha, ref: `refs/heads/${branch}` }),
  ],
  [/^Dropped \S{1,250} \(([0-9a-f]{40,64})\)/, ([, sha = '']) => ({ kind: 'stash-dropped', sha })],
  [/^HEAD is now at ([0-9a-f]{4,64})\b/, ([, sha = '']) => ({ kind: 'head-moved', sha })],
  [
    /^ *([+ ]) ([0-9a-f]{4,64})\.{2,3}([0-9a-f]{4,64}) +\S{1,250} +-> +(\S{1,250})/,
    ([, sign, previousSha = '', sha = '', remoteBranch = '']) => ({
      kind: 'pushed',
      sha,
      previousSha,
      forced: sign === '+',
      remoteBranch,
    }),
  ],
  [
    /^(?:commit |Previous HEAD position was )?([0-9a-f]{7,64})(?=\s|$)/,
    ([, sha = '']) => ({ kind: 'mentioned', sha }),
  ],
];

const factsAtMost = 500;
const lineAtMost = 2000;
const escapeSequence = /\u001b\[[0-9;]{0,20}m/g;

/** What git printed, line by line; lines that other programs printed give nothing. */
export function readPrintedGitFacts(text: string): readonly PrintedGitFact[] {
  const facts: PrintedGitFact[] = [];
  for (const line of text.split(/\r?\n/)) {
    const fact = factOf(line.slice(0, lineAtMost).replace(escapeSequence, ''));
    if (fact) facts.push(fact);
    if (facts.length >= factsAtMost) break;
  }
  return facts;
}

function factOf(line: string): PrintedGitFact | undefined {
  for (const [form, read] of forms) {
    const match = form.exec(line);
    if (match) return read(match);
  }
  return undefined;
}
