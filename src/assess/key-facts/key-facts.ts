import type { Detected } from '../../detect/finding-groups.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { AttributedRefMove } from '../attribution.ts';
import { byWeight, happened } from '../claims.ts';
import type { Consequences } from '../consequences.ts';
import type { Rotation } from '../exposure/rotation-list.ts';
import { type Harm, harmOf, onOneSide } from '../incidents/harm.ts';
import { harmed } from '../incidents/harmed.ts';
import { leftServers } from '../left-servers.ts';
import type { RollbackPlan } from '../rollback/plan.ts';

/**
 * What a reader asks first. Every place that says one of these takes it from here, so that no two of them disagree. Each
 * thing stands once, the gravest first, up to a bound; all are words of the evidence.
 */
export interface KeyFacts {
  /** What was destroyed, or may have been. */
  readonly lost: readonly string[];
  /** Where something went to that was not there before: hosts, registries, remotes. */
  readonly sentOut: readonly string[];
  /** What acts after the session, or lets somebody in. */
  readonly stays: readonly string[];
  /** Credentials that a call touched, the one that went farthest first. */
  readonly toRotate: readonly string[];
  /** Where work was pushed to that the project had named before: no exfiltration, and out all the same. */
  readonly pushed?: readonly string[];
  /** Programs of which nobody knows what they did: from the network, run unread, or run so by a job. */
  readonly unread?: readonly string[];
  /** Why nothing follows from what is not named here, our words; absent where all that there is was read. */
  readonly silentBecause?: readonly string[];
}

export interface KeyFactsInput {
  /** Those that no answer of the analyst takes out. */
  readonly detected: readonly Detected[];
  readonly plan: Pick<RollbackPlan, 'steps' | 'lost' | 'possible'>;
  readonly moves: readonly AttributedRefMove[];
  readonly mcpServers: readonly McpServer[];
  readonly rotations: readonly Rotation[];
  readonly consequences: Pick<Consequences, 'unread'>;
  /** Those that could hide what a call did. */
  readonly gaps: readonly Gap[];
}

const mostThings = 100;

export function keyFactsOf(input: KeyFactsInput): KeyFacts {
  const { detected, plan, moves, mcpServers, rotations, consequences, gaps } = input;
  const deeds = detected
    .toSorted((a, b) => byWeight(a.finding, b.finding))
    .flatMap(({ finding, occasions }) =>
      occasions.map((occasion) => ({ finding, harm: harmOf(finding), occasion })),
    );
  const things = (harm: Harm) => harmed(harm, deeds);
  const isMissing = gaps.length > 0 || detected.some(({ finding }) => onOneSide.test(finding.queryId));
  const silentBecause = [
    ...(isMissing ? ['records are missing'] : []),
    ...(consequences.unread.length > 0 ? ['a program ran unread'] : []),
  ];
  const pushed = bounded(pushesOf(detected));
  const unread = bounded(consequences.unread.map(({ subject }) => subject));
  const gone = [...plan.lost, ...plan.possible].map(({ what }) => what);
  return {
    lost: bounded([...things('lost'), ...gone, ...lostCommits(moves), ...lostFiles(plan)]),
    sentOut: bounded(things('sentOut')),
    stays: bounded([...leftServers(mcpServers).map(({ name }) => name), ...things('stays')]),
    toRotate: bounded(withoutPatterns(touched(rotations).map(nameOf))),
    ...(pushed.length > 0 && { pushed }),
    ...(unread.length > 0 && { unread }),
    ...(silentBecause.length > 0 && { silentBecause }),
  };
}

/** `origin main` of `git push --force origin main`; a push that names nothing goes where its branch is set up to go. */
function pushesOf(detected: readonly Detected[]): readonly string[] {
  return detected
    .map(({ finding }) => finding)
    .filter((finding) => finding.queryId === 'git_push' && happened(finding, 'low'))
    .flatMap(({ subject, subjects = [subject] }) => subjects)
    .map((subject) => subject.replace(/^git push\b/, '').replace(/\s--?[\w-]+(?:=\S+)?/g, ''))
    .map((names) => names.trim() || 'the remote of the branch');
}

/** What no ref reaches any more; several of one author by the newest. */
function lostCommits(moves: readonly AttributedRefMove[]): readonly string[] {
  const byAuthor = new Map<string, Map<string, AttributedRefMove>>();
  for (const move of moves.filter(({ reachable }) => !reachable)) {
    const { author = 'an author who is not known', sha } = move;
    byAuthor.set(author, (byAuthor.get(author) ?? new Map()).set(sha, move));
  }
  return [...byAuthor].map(([author, commits]) => {
    const newest = [...commits.values()].reduce((a, b) => (b.at >= a.at ? b : a));
    const name = `${newest.sha.slice(0, 10)}${newest.subject === undefined ? '' : ` ${newest.subject}`}`;
    return commits.size === 1
      ? `commit ${name}, by ${author}`
      : `${commits.size} commits by ${author}, the newest ${name}`;
  });
}

/** What the plan puts back whole or in part. */
function lostFiles({ steps }: Pick<RollbackPlan, 'steps'>): readonly string[] {
  return steps.filter(({ kind }) => kind === 'files').map(({ subject, title }) => subject ?? title);
}

/** What was only within reach is no reason to hurry. */
function touched(rotations: readonly Rotation[]): readonly Rotation[] {
  return rotations.filter(({ reason }) => reason !== 'within-reach');
}

/** A file is its own name; of what lies in transcripts only the kind tells two apart. */
function nameOf({ reason, kind, what }: Rotation): string {
  return reason === 'in-transcript' ? `${kind}, ${what}` : what;
}

/** `.env*` beside `.env`, which it means, is no file of its own. */
function withoutPatterns(names: readonly string[]): readonly string[] {
  const isMeant = (name: string) => {
    const start = name.slice(0, name.indexOf('*'));
    return name.includes('*') && names.some((other) => !other.includes('*') && other.startsWith(start));
  };
  return names.filter((name) => !isMeant(name));
}

function bounded(things: readonly string[]): readonly string[] {
  return [...new Set(things)].slice(0, mostThings);
}
