import type { CaseReport } from '../assess/case-report.ts';
import type { ShownCalls } from '../assess/shown-calls.ts';
import { TriageError } from '../errors.ts';
import type { Gap } from '../evidence/gap.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { refMoveOf } from '../investigation/show/ref-move-of.ts';
import { showCalls } from '../investigation/show/show-calls.ts';
import { inventorySettings } from '../invocation/inventory-selection.ts';
import type { Command } from './command.ts';
import { readCase } from './read-case.ts';

const aroundByDefault = 5;
/** Characters of an input or a result: what fits on a screen. */
const lengthByDefault = 1500;

/** The calls around a reference that any output prints. */
export const run: Command<
  'repo' | 'map' | 'git' | 'around' | 'full' | 'queries' | 'allowHost' | 'from',
  ShownCalls
> = async (invocation) => {
  const [given] = invocation.operands;
  if (given === undefined)
    throw new TriageError('no reference to show', 'give one as a report prints it: show <path>:<line>');
  const { options } = invocation;
  const told = options.from === undefined ? undefined : readCase(options.from);
  const reference = isExhibit(given) ? inExhibit(given, told) : given;
  const { evidence, gaps } = openEvidence(invocation);
  const ofGit: Gap[] = [];
  const shown = await showCalls(reference, evidence, {
    ...inventorySettings(invocation),
    options,
    toldGaps: told?.gaps ?? [],
    refMoveOf: (commit) => refMoveOf(commit, invocation, ofGit),
    around: options.around ?? aroundByDefault,
    lengthAtMost: options.full ? Number.POSITIVE_INFINITY : lengthByDefault,
  });
  const document = { ...shown, gaps: [...gaps, ...ofGit] };
  return { shape: 'document', document, status: { level: 'none', gaps: document.gaps } };
};

/** `E3`, `E3:14`, `E3#/pointer`: a file by its number in a report. */
function isExhibit(reference: string): boolean {
  return /^`?E\d+(?=[:#`]|$)/.test(reference);
}

/** @throws {TriageError} where no document says which file that is */
function inExhibit(reference: string, told: CaseReport | undefined): string {
  const given = reference.replaceAll('`', '');
  if (told === undefined)
    throw new TriageError(
      `${given} is an exhibit of a report`,
      'name its JSON document with --from <file>, or the path that its list of exhibits gives',
    );
  const [, id = '', place = ''] = /^(E\d+)(.*)$/s.exec(given) ?? [];
  const exhibit = told.exhibits.find((one) => one.id === id);
  if (!exhibit) throw new TriageError(`the report has no exhibit ${id}`);
  return `${exhibit.path}${place}`;
}
