import type { Answer } from '../../../assess/answers.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, shortReference } from '../../markdown.ts';

/** Which calls destroyed something, and which sent something out: one screen each. */
export function answers({ answers: all }: CaseReport): readonly Block[] {
  return all.flatMap(answer);
}

function answer({ question, rows, more }: Answer): readonly Block[] {
  const nothing = 'Nothing that was recorded and ran, at level medium or higher.';
  const note = more === 0 ? '' : `${counted(more, 'further row')} under the findings.`;
  return [heading(2, question), rows.length === 0 ? paragraph(nothing) : answerTable(rows), paragraph(note)];
}

export function answerTable(rows: Answer['rows']): Block {
  return table(
    ['Level', 'State', 'What', 'Calls', 'Outcome', 'Reference'],
    rows.map(({ level, state, what, count, quotes, outcomes, evidence }) => [
      level,
      state,
      count === 1 ? what : `${what} (${count} times)`,
      quotes.map((quote) => code(quote, 120)).join(', '),
      outcomes.join(', '),
      evidence.map(shortReference).join(', '),
    ]),
  );
}
