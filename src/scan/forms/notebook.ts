import { below, textOf } from '../data/data-node.ts';
import { readJson } from '../data/read-json.ts';
import { type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site } from '../site.ts';
import { languages } from '../source/languages.ts';
import { scanSource } from '../source/scan-source.ts';

/** Jupyter notebooks: code cells are programs, `!command` lines in them too; the rest is prose. */
export const notebook: Form = {
  name: 'notebook',
  matches: ({ extension }) => extension === 'ipynb',
  scan: (scanned) => {
    const data = readJson(scanned.text);
    const language = languages['py'];
    const cells = below(data.documents[0], 'cells')?.items ?? [];
    const sites = cells.flatMap((cell) => {
      const source = below(cell, 'source');
      if (textOf(below(cell, 'cell_type')) !== 'code' || !source || !language) return [];
      const text = (source.items ?? [source]).map((item) => textOf(item) ?? '').join('');
      const inside = { ...scanned, text, firstLine: source.items?.[0]?.line ?? source.line };
      return [...scanSource({ text: inside, language }), ...shellLines(inside)];
    });
    return { sites, broken: data.broken };
  },
};

/** `!command`, and cells that are a script as a whole: `%%bash`. */
function shellLines({ text, firstLine, written }: ScannedText): Site[] {
  const surroundings = plainSurroundings('source-code');
  if (/^%%(?:ba)?sh\b/.test(text)) {
    return scanShell({ source: text.replace(/^%%.*/, ''), line: firstLine, surroundings, written });
  }
  return text.split('\n').flatMap((line, index) => {
    const source = /^\s*!(.*)$/.exec(line)?.[1];
    return source === undefined ? [] : scanShell({ source, line: firstLine + index, surroundings, written });
  });
}
