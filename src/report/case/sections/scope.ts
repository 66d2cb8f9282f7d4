import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, reference } from '../../markdown.ts';

/** Where the prompts are switched off, how wide that is, and whether it was guarded. */
export function scope({ occurrences, mentions }: CaseReport): readonly Block[] {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const rows = places.map((place) => [
    place.level,
    reference(place.evidence),
    `${place.kind}, ${place.scope}`,
    place.guard,
    place.isolation,
    code(place.text, 100),
  ]);
  const verb = places.length === 1 ? 'switches' : 'switch';
  const also =
    mentions === 0 ? '' : `; ${counted(mentions, 'file or line', 'files or lines')} that only mention it`;
  const summary =
    places.length === 0
      ? `No place that switches permission prompts off was found${also}.`
      : `${counted(places.length, 'place')} that ${verb} permission prompts off${also}.`;
  return [
    heading(2, 'Scope: where the prompts are off'),
    paragraph(summary),
    table(['Level', 'Where', 'What', 'Guard', 'Isolation', 'Text'], rows),
  ];
}
