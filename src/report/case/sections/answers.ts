import type { Answer } from '../../../assess/answers.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, shortReference } from '../../markdown.ts';

/** Which calls destroyed something, and which sent something out: one screen each. */
export function answers({ answers: all }: CaseReport): string {
  return all.map(answer).join('\n\n');
}

function answer({ question, rows, more }: Answer): string {
  const nothing = 'Nothing that was recorded and ran, at level medium or higher.';
  const note = more === 0 ? '' : `${counted(more, 'further row')} under the findings.`;
  return [`## ${question}`, answerTable(rows) || nothing, note].filter((text) => text !== '').join('\n\n');
}

/** Empty where there are no rows. */
export function answerTable(rows: Answer['rows']): string {
  return markdownTable(
    ['Level', 'What', 'Calls', 'Outcome', 'Reference'],
    rows.map(({ level, what, count, quotes, outcomes, evidence }) => [
      level,
      count === 1 ? what : `${what} (${count} times)`,
      quotes.map((quote) => code(quote, 120)).join(', '),
      outcomes.join(', '),
      evidence.map(shortReference).join(', '),
    ]),
  );
}
