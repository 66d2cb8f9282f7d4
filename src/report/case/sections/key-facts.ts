import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, list } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import type { ScreenDetail } from '../screen-detail.ts';
import type { OnScreen } from '../told.ts';
import { underHome } from '../under-home.ts';

/** What a reader asks first, a line each; what there is no sign of shares one. */
export function keyFacts(report: CaseReport, onScreen: OnScreen): readonly Block[] {
  const { lost, sentOut, stays, toRotate } = report.keyFacts;
  const questions = [
    ['Lost', lost, 'a loss'],
    ['Left the machine', sentOut, 'anything that left the machine'],
    ['Still acts', stays, 'anything that still acts'],
    ['To rotate', toRotate, 'a credential to rotate'],
  ] as const;
  const absent = questions.filter(([, things]) => things.length === 0).map(([, , words]) => words);
  return [
    list([
      ...questions
        .filter(([, things]) => things.length > 0)
        .map(([name, things]) => `**${name}**: ${thingsInShort(things, onScreen)}`),
      ...(absent.length === 0 ? [] : [`**${absenceWords(report)}**: ${absent.join(', ')}`]),
      `**Not known**: ${notKnown(report, onScreen.detail)}`,
    ]),
  ];
}

/** Of what was taken away, or was never here, silence says nothing. */
function absenceWords({ gaps }: CaseReport): string {
  const isOpen = gaps.some(({ kind, absent }) => kind === 'tampering' || absent?.sessions !== undefined);
  return isOpen ? 'Not shown, and records are missing' : 'No sign of';
}

/** The first few, each cut in the middle; empty for none. */
export function thingsInShort(all: readonly string[], { home, detail: { things, thing } }: OnScreen): string {
  return firstFew(
    all.map((one) => code(underHome(one, home), thing)),
    things,
  );
}

/** What is missing, and what was not understood; the modes stand above. */
function notKnown(
  { gaps, verdict, disclosure, coverage: { unreadCommands } }: CaseReport,
  { holes: isTold }: ScreenDetail,
): string {
  const { calls = 0 } = unreadCommands ?? {};
  const holes = [...verdict.reasons, ...disclosure.reasons].find(({ isOfGaps }) => isOfGaps)?.text;
  const open = [
    ...(gaps.length > 0
      ? [
          `${counted(gaps.length, 'gap')} in the evidence${isTold && holes !== undefined ? ` (${holes})` : ''}`,
        ]
      : []),
    ...(calls > 0 ? [`what ${counted(calls, 'call')} ran, of which the text is not here`] : []),
  ];
  return open.length === 0 ? 'no gap in the evidence' : open.join('; ');
}
