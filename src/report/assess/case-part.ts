import type { CaseReport } from '../../assess/case-report.ts';
import { type Block, type HeadingLevel, heading } from '../blocks/block.ts';
import { caseBlocks } from '../case/case-blocks.ts';
import { code } from '../markdown.ts';

/** The report of one home below a heading of its own. */
export function casePart(given: CaseReport): readonly Block[] {
  return [
    heading(2, `${code(given.subject.home)}: ${given.verdict.value}`),
    ...caseBlocks(given).map(demoted),
  ];
}

const twoDeeper = { 1: 3, 2: 4, 3: 5, 4: 6, 5: 6, 6: 6 } as const satisfies Record<
  HeadingLevel,
  HeadingLevel
>;

function demoted(block: Block): Block {
  if (block.kind === 'folded')
    return { ...block, heading: lowered(block.heading), blocks: block.blocks.map(demoted) };
  return block.kind === 'heading' ? lowered(block) : block;
}

function lowered(given: Block<'heading'>): Block<'heading'> {
  return { ...given, level: twoDeeper[given.level] };
}
