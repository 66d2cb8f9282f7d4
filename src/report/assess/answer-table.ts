import type { AnswerRow } from '../../assess/answers.ts';
import { type Block, table } from '../blocks/block.ts';
import { code, shortReference } from '../markdown.ts';

/** Which calls answer a question. */
export function answerTable(rows: readonly AnswerRow[]): Block {
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
