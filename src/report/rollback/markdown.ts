import type { RepositoryGuard, RollbackDocument, RollbackStep } from '../../assess/rollback/plan.ts';
import { code, counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { lostList, stepFacts } from './step-facts.ts';

/** The plan for reading and for copy and paste. */
export function rollbackMarkdown({ steps, guards, lost, unknown, gaps }: RollbackDocument): string {
  const local = steps.filter(({ kind }) => kind !== 'remote');
  const remote = steps.filter(({ kind }) => kind === 'remote');
  const parts = [
    '# Rollback plan',
    steps.length === 0
      ? 'There is nothing to roll back that the evidence knows of.'
      : 'Nothing here was executed. Run the steps in order, and read each before you run it.',
    ...(guards.length === 0 ? [] : ['## Before you begin', guards.map(preflight).join('\n')]),
    ...local.map((given, index) => step(given, index + 1)),
    ...(remote.length === 0
      ? []
      : ['## Beyond this machine', ...remote.map((given, index) => step(given, local.length + index + 1))]),
    ...(lost.length === 0 ? [] : ['## Lost for good', lostList(lost)]),
    ...(unknown.length + gaps.length === 0 ? [] : ['## Not known', notKnown(unknown, gaps.length)]),
  ];
  return parts.join('\n\n');
}

function preflight({ repository, preflight: notes }: RepositoryGuard): string {
  return [`- ${code(repository)}`, ...notes.map((note) => `  - ${code(note, 400)}`)].join('\n');
}

function notKnown(unknown: readonly string[], gaps: number): string {
  const lines = [...new Set(unknown)].map((text) => `- ${visible(text)}`);
  if (gaps > 0)
    lines.push(`- what ${counted(gaps, 'gap')} in the evidence hide; see standard error or --format json`);
  return lines.join('\n');
}

function step(given: RollbackStep, number: number): string {
  const { title, checkCommand, undoCommands } = given;
  return [
    `## Step ${number} (${given.kind}): ${title}`,
    stepFacts(given),
    block('Run', given.commands),
    block('Check', checkCommand === undefined ? [] : [checkCommand]),
    block('Undo', undoCommands),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Indented code: no fence that a file name could close. */
function block(name: string, commands: readonly string[]): string {
  if (commands.length === 0) return '';
  return [`${name}:`, ...commands.map((command) => `    ${visible(command)}`)]
    .join('\n')
    .replace(':\n', ':\n\n');
}
