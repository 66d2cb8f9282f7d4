import type { GitCall } from '../../events/git/git-call.ts';
import { agentCommits } from '../agent-commits.ts';
import { type ForcedRename, forcedRenames, lastLeftBefore } from './forced-rename.ts';
import type { LostName } from './lost-name.ts';
import { refRemovals } from './ref-removals.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** A branch or a tag that stands no longer where it stood before a call. */
export interface LostRef extends LostName {
  /** `refs/heads/topic`, `refs/tags/v1` */
  readonly ref: string;
  /** Where a ref of the name stands now; absent where there is none. */
  readonly now?: string;
  /** The branch that was given its name by force. */
  readonly from?: string;
}

/**
 * Branches and tags that recorded calls deleted or moved, as the calls printed them, as an earlier call saw them, or as
 * HEAD left them. One that the session itself had made, with nothing but its own commits, is no loss.
 */
export function lostRefs(facts: RepositoryFacts): LostRef[] {
  const refs = new Map(facts.repository.refs.map(({ name, sha }) => [name, sha]));
  const seen = new Map<string, string>();
  const own = new Set<string>();
  const commits = agentCommits(facts.moves);
  const found = new Map<string, LostRef>();
  for (const call of facts.calls) {
    // What a call listed beside the removal stood there before it.
    for (const fact of call.facts) if (fact.kind === 'ref-seen') seen.set(fact.ref, fact.sha);
    for (const { ref, sha, isRewritten } of removedBy(call)) {
      const now = refs.get(ref);
      const before = isRewritten ? rewrittenFrom(facts, ref, now) : undefined;
      const known = sha ?? seen.get(ref) ?? before ?? lastLeft(facts, ref);
      const lost = lostRef(facts, { call, ref, known, now });
      const isOwn = own.has(ref) && (isHeld(facts, lost?.sha) || commits.has(lost?.sha ?? ''));
      if (lost && !isOwn && !found.has(ref)) found.set(ref, lost);
    }
    for (const rename of forcedRenames(facts, call))
      for (const lost of renamedOver(facts, { call, rename, seen }))
        if (!own.has(lost.ref) && !found.has(lost.ref)) found.set(lost.ref, lost);
    for (const ref of madeBy(call))
      if (!seen.has(ref) && lastLeft(facts, ref, call) === undefined) own.add(ref);
  }
  for (const { ref, mark } of facts.removedRefs) {
    if (ref === 'refs/stash') continue;
    const known = seen.get(ref) ?? lastLeft(facts, ref);
    const lost = lostRef(facts, { call: mark, ref, known, now: refs.get(ref) });
    if (lost && !found.has(ref)) found.set(ref, lost);
  }
  return [...found.values()];
}

interface Removed {
  readonly ref: string;
  /** As the call printed it. */
  readonly sha?: string;
  /** History was rewritten, and the ref stands at the new form of its commit. */
  readonly isRewritten?: true;
}

function removedBy(call: GitCall): readonly Removed[] {
  const printed = call.facts.flatMap((fact): Removed[] => {
    if (fact.kind === 'branch-deleted') return [{ ref: `refs/heads/${fact.branch}`, sha: fact.sha }];
    if (fact.kind === 'tag-rewritten') return [{ ref: `refs/tags/${fact.tag}`, isRewritten: true }];
    if (fact.kind === 'tag-pruned') return [{ ref: `refs/tags/${fact.tag}` }];
    return fact.kind === 'tag-moved' ? [{ ref: `refs/tags/${fact.tag}`, sha: fact.sha }] : [];
  });
  const told = new Set(printed.map(({ ref }) => ref));
  const isQuiet = call.outcome === 'succeeded' || call.outcome === 'unknown';
  const asked = isQuiet ? call.invocations.flatMap(refRemovals) : [];
  return [...printed, ...asked.filter((ref) => !told.has(ref)).map((ref) => ({ ref }))];
}

interface Removal {
  readonly call: LostName['call'];
  readonly ref: string;
  readonly known: string | undefined;
  readonly now: string | undefined;
}

function lostRef(facts: RepositoryFacts, { call, ref, known, now }: Removal): LostRef | undefined {
  const { repository } = facts;
  const what = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const kind = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  const place = { call, ref, what, ...(now !== undefined && { now }) };
  if (known === undefined) {
    if (now !== undefined) return undefined;
    return { ...place, unknown: `the ${kind} was deleted, and no record tells at which commit it stood` };
  }
  const whole = wholeId(repository, known);
  if (whole === undefined && isOfSubmodule(facts, call)) {
    return { ...place, unknown: `the ${kind} was deleted in a submodule, which was not looked into` };
  }
  if (whole === undefined && repository.isPartial) {
    return {
      ...place,
      unknown: `the ${kind} was deleted, and its commits may be among objects that were not read`,
    };
  }
  if (whole === undefined) {
    return { ...place, gone: `the ${kind} was deleted, and its commits are no longer in the repository` };
  }
  return whole === now ? undefined : { ...place, sha: whole };
}

/** The branch that a rename by force took the place of, and the one that gave up its name for that. */
function renamedOver(
  facts: RepositoryFacts,
  {
    call,
    rename,
    seen,
  }: { readonly call: GitCall; readonly rename: ForcedRename; readonly seen: ReadonlyMap<string, string> },
): LostRef[] {
  const { from, to, isNamed } = rename;
  const { refs } = facts.repository;
  const standing = (name: string) => refs.find((ref) => ref.name === name)?.sha;
  const [left, taken] = [`refs/heads/${from}`, `refs/heads/${to}`];
  const now = standing(taken);
  const known = seen.get(taken) ?? lastLeftBefore(facts, rename);
  const old = known === undefined ? undefined : lostRef(facts, { call, ref: taken, known, now });
  const isOnRemote = refs.some(({ name }) => name.startsWith('refs/remotes/') && name.endsWith(`/${to}`));
  const doubt = { call, ref: taken, what: to, ...(now !== undefined && { now }), unknown: unknownBefore };
  const over = old ? [{ ...old, from }] : known === undefined && (isNamed || isOnRemote) ? [doubt] : [];
  // A branch that merely has a new name is not lost.
  const leftAt = seen.get(left) ?? lastLeft(facts, left);
  const gone = lostRef(facts, { call, ref: left, known: leftAt, now: standing(left) });
  return gone && (isNamed || over.length > 0) ? [...over, gone] : over;
}

const unknownBefore =
  'another branch was given its name by force: no record tells whether one of that name was there, nor at which commit it stood';

/**
 * The commit that a rewriting left behind: the one that filter-branch kept a name for, or that has author and time of the
 * one at which the ref stands now. An annotated tag that still stands was not moved, whatever filter-branch printed.
 * https://git-scm.com/docs/git-filter-branch
 */
function rewrittenFrom({ repository }: RepositoryFacts, ref: string, now: string | undefined) {
  const { commits, unreachable, refs } = repository;
  const author = commits.find(({ sha }) => sha === now)?.author;
  const kept = refs.find(({ name }) => name === `refs/original/${ref}`)?.sha;
  if (author && kept !== undefined) return kept;
  // What filter-branch kept for a branch still reaches the old form.
  const isKept = refs.some(({ name }) => name.startsWith('refs/original/'));
  const same = commits.filter(
    ({ sha, author: by }) =>
      sha !== now && (isKept || unreachable.has(sha)) && by.at === author?.at && by.email === author.email,
  );
  return same.length === 1 ? same[0]?.sha : undefined;
}

/** A submodule is a repository of its own, with its own names. */
function isOfSubmodule({ repository, state }: RepositoryFacts, call: Removal['call']): boolean {
  const folders = (state?.submodules ?? []).map((path) => `${repository.path}/${path}`);
  return (call.invocations ?? []).some(({ directory }) =>
    folders.some((folder) => directory === folder || directory.startsWith(`${folder}/`)),
  );
}

function wholeId(
  { named, namedTags, commits, gone }: RepositoryFacts['repository'],
  id: string,
): string | undefined {
  const whole = namedTags.get(id) ?? named.get(id);
  if (whole !== undefined) return whole;
  return commits.some(({ sha }) => sha === id) && !gone.has(id) ? id : undefined;
}

/** Whether a ref reaches the commit now. */
function isHeld({ repository }: RepositoryFacts, sha: string | undefined): boolean {
  return sha !== undefined && !repository.unreachable.has(sha);
}

/** Where the ref's own reflog leaves it, or HEAD was when it last left the branch: `checkout: moving from topic to main`. */
function lastLeft(
  { repository: { reflogs } }: RepositoryFacts,
  ref: string,
  before?: GitCall,
): string | undefined {
  const left = `checkout: moving from ${ref.replace(/^refs\/heads\//, '')} to `;
  const isThen = (at: string) => before?.startedAt === undefined || at < before.startedAt;
  const own = reflogs.findLast((entry) => entry.ref === ref && isThen(entry.at));
  const removed = reflogs.findLast(
    ({ ref: head, message, at }) => head.endsWith('HEAD') && message.startsWith(left) && isThen(at),
  );
  const renamed = reflogs.findLast(
    ({ message, at }) => message.startsWith(`Branch: renamed ${ref} to `) && isThen(at),
  );
  if (!own && renamed) return renamed.sha;
  // A branch of the name that was made since has a reflog that begins with it.
  return removed?.previousSha ?? own?.sha;
}

/** Branches and tags that a command line makes. */
function madeBy({ invocations }: GitCall): readonly string[] {
  return invocations.flatMap(({ subcommand, args }) => {
    const words = args.filter((arg) => !arg.startsWith('-'));
    const after = (option: RegExp) => args[args.findIndex((arg) => option.test(arg)) + 1] ?? '';
    const has = (option: RegExp) => args.some((arg) => option.test(arg));
    if (subcommand === 'checkout' && has(/^-b$/)) return [`refs/heads/${after(/^-b$/)}`];
    if (subcommand === 'switch' && has(/^(?:-c|--create)$/))
      return [`refs/heads/${after(/^(?:-c|--create)$/)}`];
    if (subcommand === 'worktree' && has(/^-b$/)) return [`refs/heads/${after(/^-b$/)}`];
    const isPlain = !has(/^-[a-zA-Z]*[dDmMfvlra]|^--(?:delete|move|force|list|all)/);
    if (subcommand === 'branch' && isPlain && words[0] !== undefined) return [`refs/heads/${words[0]}`];
    return subcommand === 'tag' && isPlain && words[0] !== undefined ? [`refs/tags/${words[0]}`] : [];
  });
}
