import type { AttributedRefMove } from '../../../assess/attribution.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

const rowsAtMost = 60;

/** Which commits and ref movements are the agent's own, and which of them no ref reaches any more. */
export function gitAttribution({ moves }: CaseReport): string {
  if (moves.length === 0) return '';
  const unreachable = moves.filter(({ reachable, action }) => !reachable && isCommit(action));
  const own = moves.filter(({ attribution }) => attribution !== 'none');
  const summary = `${counted(moves.length, 'ref movement')}, ${own.length} by a recorded session; ${counted(unreachable.length, 'commit')} that no ref reaches.`;
  const table = markdownTable(
    ['Time (UTC)', 'Ref', 'Action', 'Commit', 'Attribution', 'Subject', 'Reference'],
    moves.slice(0, rowsAtMost).map(row),
  );
  const left = moves.length - rowsAtMost;
  const note =
    left > 0 ? `${counted(left, 'further movement')} not shown; \`yolo-triage git\` has them all.` : '';
  return ['## Git: who moved what', summary, table, note].filter((text) => text !== '').join('\n\n');
}

function row(move: AttributedRefMove): string[] {
  const sha = `${code(move.sha.slice(0, 10))}${move.reachable ? '' : ' (lost)'}`;
  const { at, ref, action, attribution, subject, evidence } = move;
  return [at, code(ref), action, sha, attribution, code(subject ?? '', 60), reference(evidence)];
}

function isCommit(action: string): boolean {
  return action === 'commit' || action === 'amend';
}
