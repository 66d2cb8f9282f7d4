import stringWidth from 'string-width';
import { isNarrow, narrowSigns, type ReadSigns } from './signs.ts';

const segmenter = new Intl.Segmenter();

/**
 * Two columns for a character of Chinese or an emoji, none for an accent behind its letter. A mark that has no letter
 * to stand on gets a dotted circle, as in Unicode's charts.
 */
export const wideSigns: ReadSigns = (line) => {
  if (isNarrow(line)) return narrowSigns(line);
  return Array.from(segmenter.segment(line), ({ segment }) => {
    const width = stringWidth(segment);
    return width > 0 ? { text: segment, width } : { text: `\u25cc${segment}`, width: 1 };
  });
};
