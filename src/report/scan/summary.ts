import type { ScanDocument } from '../../scan/scan-document.ts';
import { counted } from '../markdown.ts';

/** What was found and what was gone through, one sentence each. */
export function scanSummary({ occurrences, suppressed, mentions, files, gaps }: ScanDocument): string[] {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const dependencies = places.filter(({ dependency }) => dependency === true).length;
  return [
    `${counted(places.length, 'place')} where permission prompts are off${
      dependencies === 0 ? '' : `, ${dependencies} of them in installed dependencies`
    }; ${counted(mentions, 'mention')} that ${mentions === 1 ? 'starts' : 'start'} nothing`,
    ...(suppressed.length === 0
      ? []
      : [`${counted(suppressed.length, 'place')} accepted before, and listed last`]),
    `${counted(files, 'file')} searched, ${counted(gaps.length, 'gap')}`,
  ];
}
