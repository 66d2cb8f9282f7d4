import type { GitCall } from '../../events/git/git-call.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { committing } from './git-command.ts';
import { lostRefs } from './lost-refs.ts';
import type { PossibleLoss, RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** What a plan says of branches and tags that calls deleted in another repository. */
interface RemoteDeletions {
  readonly steps: readonly RollbackStep[];
  readonly possible: readonly PossibleLoss[];
}

interface Deleted {
  readonly call: GitCall;
  readonly remote: string;
  readonly name: string;
}

/**
 * Publishes again what `git push --delete` took away there, where this repository knows the name. What recorded calls
 * had pushed under it themselves is not missed.
 */
export function remoteDeletions(facts: RepositoryFacts): RemoteDeletions {
  const lost = lostRefs(facts).flatMap(({ ref, sha }) => (sha === undefined ? [] : [[ref, sha] as const]));
  const known = new Map([...lost, ...facts.repository.refs.map(({ name, sha }) => [name, sha] as const)]);
  const found = deletedThere(facts).filter(
    ({ remote, name }) => !known.has(`refs/remotes/${remote}/${name}`),
  );
  const plans = found.map((deleted) => {
    const full = (folder: string) => `refs/${folder}/${deleted.name.replace(/^refs\/(?:heads|tags)\//, '')}`;
    const isTag = deleted.name.startsWith('refs/tags/') || !known.has(full('heads'));
    const ref = isTag && known.has(full('tags')) ? full('tags') : full('heads');
    const sha = known.get(ref);
    return sha === undefined
      ? { possible: [doubtOf(deleted)] }
      : { steps: [step(facts, deleted, [ref, sha])] };
  });
  return {
    steps: plans.flatMap(({ steps = [] }) => steps),
    possible: plans.flatMap(({ possible = [] }) => possible),
  };
}

function deletedThere({ calls }: RepositoryFacts): Deleted[] {
  const own = new Set<string>();
  const found = new Map<string, Deleted>();
  for (const call of calls) {
    if (call.outcome !== 'succeeded') continue;
    for (const invocation of call.invocations) {
      const { remote, deleted, pushed } = pushOf(invocation);
      for (const name of pushed) own.add(`${remote} ${name}`);
      for (const name of deleted) {
        const key = `${remote} ${name}`;
        if (!own.has(key) && !found.has(key)) found.set(key, { call, remote, name });
      }
    }
  }
  return [...found.values()];
}

const nothing = { remote: '', deleted: [], pushed: [] };

/** https://git-scm.com/docs/git-push */
function pushOf({ subcommand, args }: GitInvocation) {
  if (subcommand !== 'push' || args.some((arg) => /^(?:-n|--dry-run)$/.test(arg))) return nothing;
  const [remote, ...refs] = args.filter((arg) => !arg.startsWith('-'));
  if (remote === undefined) return nothing;
  const isDeleting = args.some((arg) => /^(?:-d|--delete)$/.test(arg));
  const targets = refs.map((ref) => ref.replace(/^\+/, ''));
  const named = targets.filter((ref) => !ref.startsWith(':')).map((ref) => ref.replace(/^.*:/, ''));
  const emptied = targets.filter((ref) => ref.startsWith(':')).map((ref) => ref.slice(1));
  return isDeleting ? { remote, deleted: named, pushed: [] } : { remote, deleted: emptied, pushed: named };
}

function doubtOf({ call, remote, name }: Deleted): PossibleLoss {
  return {
    what: `${remote}/${name}`,
    reason: 'a recorded call deleted it there, and nothing here tells at which commit it stood',
    decide: 'the activity log of the service, or a clone of somebody else',
    evidence: [call.evidence],
  };
}

function step(
  { repository: { path } }: RepositoryFacts,
  { call, remote, name }: Deleted,
  [ref, sha]: readonly [ref: string, sha: string],
): RollbackStep {
  const push = (lease: string, from: string) =>
    committing(path, 'push', `--force-with-lease=${ref}:${lease}`, '--', remote, `${from}:${ref}`);
  return {
    kind: 'remote',
    title: 'Publish again what was deleted there',
    subject: `${remote}/${name}`,
    reason: 'a recorded call deleted it there; ask the owner of the remote whether it was wanted',
    evidence: [call.evidence],
    commands: [push('', sha)],
    changes: 'adds the name on the remote, at the commit at which this repository has it',
    risk: 'it may have stood at another commit there; git refuses where the name was taken again',
    check: 'git ls-remote shows it',
    undo: 'deletes it there again',
    undoCommands: [push(sha, '')],
    repository: path,
  };
}
