import type { Assessment } from '../../assess/assessment.ts';
import type { AssessmentAnswer, HomeAnswer } from '../../assess/assessment-questions.ts';
import type { CaseReport } from '../../assess/case-report.ts';
import { isGrave } from '../../level.ts';
import { counts } from '../accepted.ts';
import { type Block, heading, list, paragraph, table } from '../blocks/block.ts';
import { code, counted } from '../markdown.ts';
import { tlpLine } from '../tlp.ts';
import { answerTable } from './answer-table.ts';

/** What stands before the reports of the homes: the four questions, and the inventory. */
export function assessmentOverview({
  verdict,
  since,
  until,
  answers,
  cases,
  generatedAt,
}: Assessment): readonly Block[] {
  const sessions = cases.reduce((sum, given) => sum + given.sessions.length, 0);
  return [
    tlpLine(cases[0]?.caseFile),
    heading(1, `Assessment: ${verdict}`),
    paragraph(
      `${counted(cases.length, 'home')}, ${counted(sessions, 'session')}, from ${since ?? 'the beginning'} to ${until ?? 'the end'}. Made ${generatedAt}.`,
    ),
    summary(answers),
    paragraph('What the answers stand on:'),
    list(cases.map(standing)),
    ...answers.flatMap(answerOf),
    heading(2, 'Inventory'),
    inventory(cases),
  ];
}

function standing({ subject, coverage }: CaseReport): string {
  return `${code(subject.home)}: ${coverage.statements.join('; ')}`;
}

function summary(answers: readonly AssessmentAnswer[]): Block {
  return table(
    ['Question', 'Answer', 'Homes'],
    answers.map(({ question, homes }) => {
      const worst = (['yes', 'unknown', 'no'] as const).find((value) =>
        homes.some(({ answer }) => answer === value),
      );
      const saying = homes.filter(({ answer }) => answer === worst).map(({ home }) => code(home));
      return [question, words[worst ?? 'unknown'], saying.join(', ')];
    }),
  );
}

const words = {
  yes: '**yes**',
  unknown: 'nothing found, but gaps could hide it',
  no: 'no',
} as const satisfies Record<HomeAnswer['answer'], string>;

function answerOf({ question, homes }: AssessmentAnswer): readonly Block[] {
  return [heading(2, question), ...homes.flatMap(homeAnswer)];
}

function homeAnswer({ home, answer, count, rows, more }: HomeAnswer): readonly Block[] {
  const said = answer === 'yes' ? `${words.yes}, ${counted(count, 'time')}` : words[answer];
  const note = more === 0 ? '' : `${counted(more, 'further row')} in the report of this home.`;
  return [paragraph(`${code(home)}: ${said}`), answerTable(rows), paragraph(note)];
}

type Cell = readonly [title: string, value: (given: CaseReport) => string | number];

const cells: readonly Cell[] = [
  ['Verdict', ({ verdict }) => verdict.value],
  ['Disclosure', ({ disclosure }) => disclosure.value],
  ['Places without prompts', placesOf],
  ['Sessions', ({ sessions }) => sessions.length],
  ['Times without prompts', ({ sessions }) => sessions.flatMap(({ bypassWindows }) => bypassWindows).length],
  ['Sessions with prompts off', ({ coverage }) => coverage.promptsOff.sessions],
  ['Calls', ({ activity }) => activity.calls],
  ['Calls without a recorded mode', ({ coverage }) => coverage.modes.unknown],
  ['Calls outside of the window', ({ coverage: { before, after } }) => before.calls + after.calls],
  ['Sessions not read', ({ coverage }) => coverage.unread.reduce((sum, { sessions }) => sum + sessions, 0)],
  [
    'High or critical',
    ({ findings }) => findings.filter((finding) => isGrave(finding.level) && counts(finding)).length,
  ],
  ['Ref moves of sessions', ({ moves }) => moves.filter(({ attribution }) => attribution !== 'none').length],
  ['MCP servers', ({ mcpServers }) => mcpServers.length],
  ['Left behind', ({ leftBehind }) => leftBehind.length],
  ['To rotate', ({ rotations }) => rotations.length],
  ['Steps back', ({ plan }) => plan.steps.length],
  ['Gaps', ({ gaps }) => gaps.length],
];

function inventory(cases: readonly CaseReport[]): Block {
  return table(
    ['', ...cases.map(({ subject }) => code(subject.home))],
    cells.map(([title, value]) => [title, ...cases.map((given) => String(value(given)))]),
  );
}

function placesOf({ occurrences }: CaseReport): string {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const guarded = places.filter(({ guard, isolation }) => guard !== 'none' || isolation !== 'none');
  return guarded.length === 0 ? String(places.length) : `${places.length}, ${guarded.length} of them guarded`;
}
