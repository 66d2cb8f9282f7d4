import type { Explanation } from '../../assess/explanation.ts';
import type { RenderOptions } from '../format.ts';
import { renderTable } from '../text-table.ts';

/** What the command would do, then what the queries say about it. */
export function explainTable(explanation: Explanation, options: RenderOptions): string {
  const parts = [effects(explanation, options), dimensions(explanation), findings(explanation, options)];
  if (explanation.problems.length > 0) parts.push(notUnderstood(explanation, options));
  return parts.join('\n\n');
}

function notUnderstood({ problems, level }: Explanation, options: RenderOptions): string {
  const rows = problems.map(({ what, why }) => [what ?? 'the line', why]);
  const weight = level === 'unknown' ? ' The level is unknown, which weighs as much as medium.' : '';
  const table = renderTable(['not understood', 'why'], rows, options);
  return `${table}\nPart of it was not understood: this is no proof that it is harmless.${weight}`;
}

function effects(explanation: Explanation, options: RenderOptions): string {
  if (explanation.effects.length === 0)
    return explanation.problems.length > 0 ? 'No effect was found.' : 'No effect beyond what it prints.';
  const rows = explanation.effects.map(({ action, target, zone, certainty, program, traits = [] }) => [
    program,
    action,
    target,
    zone,
    certainty,
    traits.join('\n'),
  ]);
  return renderTable(['program', 'effect', 'on', 'zone', 'certainty', 'traits'], rows, options);
}

function dimensions({ dimensions: found }: Explanation): string {
  return [
    `The way back: ${found.reversibility}`,
    `Reach: ${found.scopeAlignment}`,
    `Risk: ${found.riskSurface}`,
    `Goes on with: ${found.cascadingEffects}`,
  ].join('. ');
}

function findings({ findings: found }: Explanation, options: RenderOptions): string {
  if (found.length === 0) return 'No query matches.';
  const rows = found.map(({ level, title, queryId, context, nextStep }) => [
    level,
    `${title}\n${queryId}`,
    context.join('\n'),
    nextStep ?? '',
  ]);
  return renderTable(['level', 'finding', 'context', 'next step'], rows, options);
}
