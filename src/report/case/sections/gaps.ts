import type { CaseReport } from '../../../assess/case-report.ts';
import type { Gap } from '../../../evidence/gap.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import type { Told } from '../told.ts';

const rowsAtMost = 40;
const mostReferences = 4;

/** What could not be read, gaps of one kind together, and what that means for the verdict. */
export function gaps({ gaps: all, disclosure }: CaseReport, { cite }: Told): readonly Block[] {
  if (all.length === 0) {
    return [heading(2, 'Gaps'), paragraph('None: everything that was found could be read.')];
  }
  const groups = together(all);
  const settled =
    disclosure.settledBy.length === 0 ? '' : `What would settle it: ${disclosure.settledBy.join('; ')}.`;
  const left = groups.length - rowsAtMost;
  const note = left > 0 ? `${counted(left, 'further row')} not shown; \`--format json\` has them all.` : '';
  return [
    heading(2, 'Gaps'),
    paragraph(
      `${counted(all.length, 'gap')}. Where something is missing here, "not found" does not mean "did not happen".`,
    ),
    table(
      ['Kind', 'How many', 'Reason', 'Where'],
      groups.slice(0, rowsAtMost).map((group) => row(group, cite)),
    ),
    paragraph(note),
    paragraph(settled),
  ];
}

type Together = readonly [Gap, ...Gap[]];

/** By kind and reason; numbers in a reason make no other one of it. */
function together(all: readonly Gap[]): readonly Together[] {
  const groups = new Map<string, Together>();
  for (const gap of all) {
    const key = `${gap.kind}: ${gap.reason.replace(/\d+/g, '0')}`;
    const known = groups.get(key);
    groups.set(key, known ? [...known, gap] : [gap]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function row(group: Together, cite: Told['cite']): string[] {
  const [{ kind, reason }] = group;
  const places = group.flatMap(({ evidence }) => evidence ?? []);
  return [kind, String(group.length), code(reason, 200), firstFew(places.map(cite), mostReferences)];
}
