import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, list } from '../../blocks/block.ts';
import { counted, firstFew } from '../../markdown.ts';
import { actingEntries, leftWords, lostEntries, toRotateWords } from '../fact-words.ts';
import { quoted } from '../quoted.ts';
import type { OnScreen } from '../told.ts';
import { underHome } from '../under-home.ts';

/** What a reader asks first, a line each; what there is no sign of shares one. */
export function keyFacts(report: CaseReport, onScreen: OnScreen): readonly Block[] {
  const { sentOut, stays, toRotate, pushed = [] } = report.keyFacts;
  const { rotations } = report;
  const questions = [
    ['Lost', lostEntries(report), 'a loss'],
    ['Left the machine', sentOut.map((one) => leftWords(one, rotations)), 'anything that left the machine'],
    ['Still acts', actingEntries(stays), 'anything that still acts'],
    ['To rotate', toRotate.map((one) => toRotateWords(one, rotations)), 'a credential to rotate'],
  ] as const;
  // Of what was taken away, was never here or was not read, silence says nothing.
  const isSilent = report.keyFacts.silentBecause !== undefined;
  const absent = questions.filter(([, things]) => things.length === 0).map(([, , words]) => words);
  return [
    list([
      ...questions
        .filter(([, things]) => things.length > 0)
        .map(([name, things]) => `**${name}**: ${thingsInShort(things, onScreen)}`),
      ...(pushed.length === 0 || !onScreen.detail.holes
        ? []
        : [`**Pushed to remotes of the project**: ${thingsInShort(pushed, onScreen)}`]),
      ...(absent.length === 0 || isSilent ? [] : [`**No sign of**: ${absent.join(', ')}`]),
      `**Not known**: ${notKnown(report, isSilent ? absent : [], onScreen)}`,
    ]),
  ];
}

/** The first few, each whole where it can be; empty for none. */
export function thingsInShort(all: readonly string[], { home, detail: { things, thing } }: OnScreen): string {
  return firstFew(
    all.map((one) => quoted(underHome(one, home), thing)),
    things,
  );
}

/** What is missing, and what was not understood; the modes stand above. */
function notKnown(
  { gaps, verdict, disclosure, keyFacts, coverage: { unreadCommands } }: CaseReport,
  absent: readonly string[],
  onScreen: OnScreen,
): string {
  const { holes: isTold } = onScreen.detail;
  const { calls = 0 } = unreadCommands ?? {};
  const holes = [...verdict.reasons, ...disclosure.reasons].find(({ isOfGaps }) => isOfGaps)?.text;
  const { unread = [], silentBecause = [] } = keyFacts;
  const open = [
    ...(absent.length > 0 ? [`${absent.join(', ')} (${silentBecause.join(' and ')})`] : []),
    ...(unread.length > 0 ? [`what ${thingsInShort(unread, onScreen)} did`] : []),
    ...(gaps.length > 0
      ? [
          `${counted(gaps.length, 'gap')} in the evidence${isTold && holes !== undefined ? ` (${holes})` : ''}`,
        ]
      : []),
    ...(calls > 0 ? [`what ${counted(calls, 'call')} ran, of which the text is not here`] : []),
  ];
  return open.length === 0 ? 'nothing that the evidence names' : open.join('; ');
}
