import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

/** Where the prompts are switched off, how wide that is, and whether it was guarded. */
export function scope({ occurrences, mentions }: CaseReport): string {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const rows = places.map((place) => [
    place.level,
    reference(place.evidence),
    `${place.kind}, ${place.scope}`,
    place.guard,
    place.isolation,
    code(place.text, 100),
  ]);
  const table = markdownTable(['Level', 'Where', 'What', 'Guard', 'Isolation', 'Text'], rows);
  const verb = places.length === 1 ? 'switches' : 'switch';
  const also =
    mentions === 0 ? '' : `; ${counted(mentions, 'file or line', 'files or lines')} that only mention it`;
  const summary =
    places.length === 0
      ? `No place that switches permission prompts off was found${also}.`
      : `${counted(places.length, 'place')} that ${verb} permission prompts off${also}.`;
  return ['## Scope: where the prompts are off', summary, table].filter((text) => text !== '').join('\n\n');
}
