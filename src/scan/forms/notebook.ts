import { below, textOf } from '../data/data-node.ts';
import { readJson } from '../data/read-json.ts';
import type { Form } from '../form.ts';
import { languages } from '../source/languages.ts';
import { scanSource } from '../source/scan-source.ts';

/** Jupyter notebooks: code cells are programs, `!command` lines in them too; the rest is prose. */
export const notebook: Form = {
  name: 'notebook',
  matches: ({ extension }) => extension === 'ipynb',
  scan: (scanned) => {
    const data = readJson(scanned.text);
    const python = languages['py'];
    const cells = below(data.documents[0], 'cells')?.items ?? [];
    const sites = cells.flatMap((cell) => {
      const source = below(cell, 'source');
      if (textOf(below(cell, 'cell_type')) !== 'code' || !source || !python) return [];
      const lines = (source.items ?? [source]).map((item) => textOf(item) ?? '');
      return scanSource(
        { ...scanned, text: lines.join(''), firstLine: source.items?.[0]?.line ?? source.line },
        python,
      );
    });
    return { sites, broken: data.broken };
  },
};
