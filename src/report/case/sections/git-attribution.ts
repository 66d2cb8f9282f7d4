import type { AttributedRefMove } from '../../../assess/attribution.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import { levels } from '../../../level.ts';
import { counts } from '../../accepted.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import type { Told } from '../told.ts';

const rowsAtMost = 60;

/** Which commits and ref movements are the agent's own, and which of them no ref reaches any more. */
export function gitAttribution({ moves, findings }: CaseReport, { cite }: Told): readonly Block[] {
  if (moves.length === 0) return [];
  const groups = worstFirst(together(moves), findings);
  const left = groups.length - rowsAtMost;
  const note =
    left > 0 ? `${counted(left, 'further movement')} not shown; \`yolo-triage git\` has them all.` : '';
  return [
    ...gitSummary({ moves }),
    table(
      ['Time (UTC)', 'Ref', 'Action', 'Commit', 'Attribution', 'Subject', 'Reference'],
      groups.slice(0, rowsAtMost).map((group) => row(group, cite)),
    ),
    paragraph(note),
  ];
}

/** The same in one sentence. */
export function gitSummary({ moves }: Pick<CaseReport, 'moves'>): readonly Block[] {
  return moves.length === 0 ? [] : [heading(2, 'Git: who moved what'), paragraph(summary(moves))];
}

function summary(moves: readonly AttributedRefMove[]): string {
  const unreachable = moves.filter(({ reachable, action }) => !reachable && isCommit(action));
  const lost = new Set(unreachable.map(({ sha }) => sha)).size;
  const own = moves.filter(({ attribution }) => attribution !== 'none').length;
  const reached =
    lost === 0 ? 'every commit is reached by a ref' : `no ref reaches ${counted(lost, 'commit')}`;
  return `${counted(moves.length, 'ref movement')}, ${own} by a recorded session; ${reached}.`;
}

type Together = readonly [AttributedRefMove, ...AttributedRefMove[]];

/** What one command did: HEAD moves with the branch that is checked out. */
function together(moves: readonly AttributedRefMove[]): readonly Together[] {
  const groups = new Map<string, Together>();
  for (const move of moves) {
    const { repository, at, action, sha, attribution } = move;
    const key = JSON.stringify([repository, at, action, sha, attribution]);
    const known = groups.get(key);
    groups.set(key, known ? [...known, move] : [move]);
  }
  return [...groups.values()];
}

/** By the worst finding of the call that made the movement, then by time, in which they come. */
function worstFirst(groups: readonly Together[], findings: CaseReport['findings']): readonly Together[] {
  const worst = new Map<string, number>();
  for (const { level, toolCallIds } of findings.filter(counts)) {
    for (const id of toolCallIds) worst.set(id, Math.max(levels.indexOf(level), worst.get(id) ?? none));
  }
  const weightOf = ([{ toolCallId = '' }]: Together): number => worst.get(toolCallId) ?? none;
  return [...groups].sort((a, b) => weightOf(b) - weightOf(a));
}

/** Below every level. */
const none = -1;

function row(group: Together, cite: Told['cite']): string[] {
  const [{ at, action, attribution, subject, sha, reachable }] = group;
  const commit = `${code(sha.slice(0, 10))}${reachable ? '' : ' (lost)'}`;
  return [
    at,
    group.map(({ ref }) => code(ref)).join(', '),
    action,
    commit,
    attribution,
    code(subject ?? '', 60),
    group.map(({ evidence }) => cite(evidence)).join(', '),
  ];
}

function isCommit(action: string): boolean {
  return action === 'commit' || action === 'amend';
}
