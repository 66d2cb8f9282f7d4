import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import { type StepGroup, stepGroups } from '../../rollback/step-groups.ts';

const rowsAtMost = 20;
const mostSubjects = 3;

/** The steps of the plan, a line for those that do the same; the appendix has them whole. */
export function wayBack({ plan }: CaseReport): readonly Block[] {
  const { steps, lost, possible, unknown } = plan;
  if (steps.length + lost.length + possible.length + unknown.length === 0) return [];
  const groups = stepGroups(steps);
  const left = groups.length - rowsAtMost;
  const others = [
    ...(lost.length === 0 ? [] : [`${counted(lost.length, 'thing')} lost for good`]),
    ...(possible.length === 0 ? [] : [`${possible.length} possibly lost`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} not known`]),
  ];
  return [
    heading(2, 'The way back'),
    table(['Step', 'Kind', 'What it does', 'To'], groups.slice(0, rowsAtMost).map(row)),
    paragraph(left > 0 ? `${counted(left, 'further row')} in the rollback plan.` : ''),
    paragraph(
      `${others.length === 0 ? '' : `Besides: ${others.join(', ')}. `}The rollback plan below says why, at what risk, and how to check and undo each step; \`yolo-triage rollback --format sh\` writes it as a script.`,
    ),
  ];
}

function row({ numbers, steps }: StepGroup): readonly string[] {
  const [step] = steps;
  const subjects = [...new Set(steps.flatMap(({ subject }) => subject ?? []))];
  const named = subjects.map((subject) => code(subject, 60));
  return [
    numbers.replace(/^Steps? /, ''),
    step.isOffered ? `${step.kind}, offered` : step.kind,
    step.title,
    firstFew(named, mostSubjects),
  ];
}
