import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { GitReport, RepositoryAccount } from '../../assess/git-report.ts';
import type { AgentAccount } from '../../evidence/configuration/claude-accounts.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';
import { minuteOf, secondOf } from '../utc-time.ts';

const head = ['Time (UTC)', 'Ref', 'Action', 'Commit', 'By', 'Call', 'Subject'];
const rowsAtMost = 50;

/** The newest moves of each repository that a session made, and what they took away. */
export function gitTable({ repositories, accounts }: GitReport, options: RenderOptions): string {
  if (repositories.length === 0) return 'No repositories.';
  const sections = repositories.map((account) => section(account, options));
  return [...sections, ...accounts.map(signedIn)].join('\n\n');
}

/** The state of the agent tells one account, whoever was signed in before. */
function signedIn({ email, name, organization, asOf }: AgentAccount): string {
  const who = [name, email && `<${email}>`, organization && `of ${organization}`].filter(Boolean).join(' ');
  return `Claude Code ran under the account ${visible(who || 'without a name')}, signed in as of ${minuteOf(asOf)}`;
}

function section(account: RepositoryAccount, options: RenderOptions): string {
  const { path, moves, movesByAttribution: by } = account;
  const title = `${visible(path)}: ${counted(moves, 'ref move')}, ${by.exact} exact, ${by.strong} strong, ${by.session} within a session, ${by.none} by nobody recorded`;
  const shown = withoutHeadTwins(account.newest).slice(0, rowsAtMost);
  const parts = [title, shown.length === 0 ? '' : renderTable(head, shown.map(cells), options)];
  if (account.lost.length > 0) {
    parts.push(
      `No ref reaches ${counted(account.lost.length, 'commit')}:`,
      ...account.lost.slice(0, 20).map(line),
    );
  }
  if (account.gone.length > 0) {
    parts.push(
      `${counted(account.gone.length, 'commit')} that a call printed and the repository does not have:`,
      ...account.gone
        .slice(0, 20)
        .map(({ sha, subject, toolCallId }) => `  ${sha} ${visible(subject)} (${toolCallId})`),
    );
  }
  for (const { author, commits, marked } of account.authors.slice(0, 10)) {
    parts.push(
      `${counted(commits, 'commit')} by recorded calls under the name ${visible(author)}, ${marked} of them marked as an agent's`,
    );
  }
  for (const { sha, ref, sameChangeAs } of account.carried.slice(0, 20)) {
    parts.push(
      `  ${sha.slice(0, 10)} on ${visible(ref)} makes the same change as ${sameChangeAs?.slice(0, 10)}`,
    );
  }
  for (const { kind, name, value, modifiedAt } of account.programs.slice(0, 20)) {
    parts.push(`  ${kind} ${visible(name)} (changed ${minuteOf(modifiedAt)}): ${visible(value)}`);
  }
  if (account.inProgress.length > 0) parts.push(`Begun and not ended: ${account.inProgress.join(', ')}`);
  return parts.filter((part) => part !== '').join('\n');
}

/** A commit on a checked-out branch writes two entries; the branch's says more. */
function withoutHeadTwins(moves: readonly AttributedRefMove[]): AttributedRefMove[] {
  const branchMoves = new Set(
    moves.filter(({ ref }) => ref.startsWith('refs/')).map(({ sha, at, action }) => `${sha} ${at} ${action}`),
  );
  return moves.filter(
    ({ ref, sha, at, action }) => ref.startsWith('refs/') || !branchMoves.has(`${sha} ${at} ${action}`),
  );
}

function cells(move: AttributedRefMove): string[] {
  const { at, ref, action, sha, attribution, toolCallId, sessionId, reachable } = move;
  return [
    secondOf(at),
    ref.replace(/^refs\/(?:heads|remotes)\//, ''),
    action,
    `${sha.slice(0, 8)}${reachable ? '' : ' lost'}`,
    attribution,
    (toolCallId ?? sessionId ?? '').slice(0, 14),
    (move.subject ?? move.message ?? '').slice(0, 60),
  ];
}

function line({ sha, at, author, subject }: AttributedRefMove): string {
  return `  ${sha.slice(0, 10)} ${minuteOf(at)} ${visible(author ?? '')}: ${visible(subject ?? '').slice(0, 80)}`;
}
