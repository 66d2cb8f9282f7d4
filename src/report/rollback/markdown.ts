import type { RepositoryGuard, RollbackDocument } from '../../assess/rollback/plan.ts';
import { type Block, commands, heading, type ListItem, list, paragraph } from '../blocks/block.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { code, counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { lostList, nothingToDo, possibleList, stepFacts } from './step-facts.ts';
import { type StepGroup, stepGroups } from './step-groups.ts';

/** The plan for reading and for copy and paste. */
export function rollbackMarkdown(plan: RollbackDocument): string {
  const { steps, guards, lost, possible, unknown, gaps } = plan;
  const local = steps.filter(({ kind }) => kind !== 'remote');
  const remote = steps.filter(({ kind }) => kind === 'remote');
  return renderMarkdown([
    heading(1, 'Rollback plan'),
    paragraph(
      steps.length === 0
        ? nothingToDo(plan)
        : 'Nothing here was executed. Run the steps in order, and read each before you run it.',
    ),
    ...(guards.length === 0 ? [] : [heading(2, 'Before you begin'), list(guards.map(preflight))]),
    ...stepGroups(local).flatMap(stepsOf),
    ...(remote.length === 0 ? [] : [heading(2, 'Beyond this machine')]),
    ...stepGroups(remote, local.length + 1).flatMap(stepsOf),
    ...(lost.length === 0 ? [] : [heading(2, 'Lost for good'), lostList(lost)]),
    ...(possible.length === 0 ? [] : [heading(2, 'Possibly lost'), possibleList(possible)]),
    ...(unknown.length + gaps.length === 0
      ? []
      : [heading(2, 'Not known'), list(notKnown(unknown, gaps.length))]),
  ]);
}

function preflight({ repository, preflight: notes }: RepositoryGuard): ListItem {
  return { text: code(repository), items: notes.map((note) => code(note, 400)) };
}

function notKnown(unknown: readonly string[], gaps: number): readonly string[] {
  const hidden = `what ${counted(gaps, 'gap')} in the evidence hide; see standard error or --format json`;
  return [...[...new Set(unknown)].map(visible), ...(gaps > 0 ? [hidden] : [])];
}

function stepsOf({ numbers, steps }: StepGroup): readonly Block[] {
  const [{ title, kind, commands: lines, checkCommand, undoCommands, isOffered = false }] = steps;
  return [
    heading(2, `${numbers} (${kind}${isOffered ? ', offered' : ''}): ${title}`),
    stepFacts(steps),
    ...named('Run', lines),
    ...named('Check', checkCommand === undefined ? [] : [checkCommand]),
    ...named('Undo', undoCommands),
  ];
}

function named(name: string, lines: readonly string[]): readonly Block[] {
  return lines.length === 0 ? [] : [paragraph(`${name}:`), commands(lines)];
}
