import type { RenderOptions, Reporter } from './format.ts';
import { isNarrow, narrowSigns } from './signs.ts';

/**
 * What a reporter makes of a document. The widths of signs beyond Latin take longer to load than a table takes to lay
 * out: they are loaded, and it is laid out again, only where such signs stand in one.
 */
export async function renderDocument<Document>(
  reporter: Reporter<Document>,
  document: Document,
  options: Omit<RenderOptions, 'signsOf'>,
): Promise<string> {
  let isWide = false;
  const text = reporter(document, {
    ...options,
    signsOf: (line) => {
      isWide ||= !isNarrow(line);
      return narrowSigns(line);
    },
  });
  if (!isWide) return text;
  const { wideSigns } = await import('./wide-signs.ts');
  return reporter(document, { ...options, signsOf: wideSigns });
}
