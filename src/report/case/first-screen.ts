import type { CaseReport } from '../../assess/case-report.ts';
import type { Block } from '../blocks/block.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { wideSigns } from '../wide-signs.ts';
import { wrapCell } from '../wrap-cell.ts';
import { type ScreenDetail, screenDetails } from './screen-detail.ts';
import { header } from './sections/header.ts';
import { keyFacts } from './sections/key-facts.ts';
import { nextSteps } from './sections/next-steps.ts';
import { verdict } from './sections/verdict.ts';
import type { Told } from './told.ts';

/** What a reader sees without scrolling. */
const screen = { lines: 40, columns: 100 };
/** The empty lines around, and the heading behind. */
const around = 2;

/** What is to be decided and done, with as much of the evidence's words as the screen has room for. */
export function firstScreen(report: CaseReport, told: Told): readonly Block[] {
  const [fullest, ...others] = screenDetails;
  let blocks = screenOf(report, told, fullest);
  for (const detail of others) {
    if (linesOnScreen(blocks) + around <= screen.lines) break;
    blocks = screenOf(report, told, detail);
  }
  return blocks;
}

function screenOf(report: CaseReport, told: Told, detail: ScreenDetail): readonly Block[] {
  const onScreen = { ...told, detail, home: report.subject.home };
  return [
    ...header(report),
    ...verdict(report, onScreen),
    ...(report.verdict.value === 'clean' ? [] : keyFacts(report, onScreen)),
    ...nextSteps(report, onScreen),
  ];
}

function linesOnScreen(blocks: readonly Block[]): number {
  return wrapCell(renderMarkdown(blocks), screen.columns, wideSigns).split('\n').length;
}
