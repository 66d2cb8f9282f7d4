import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { ScanDocument } from '../../scan/scan-document.ts';
import type { Reporter } from '../format.ts';
import { renderTable } from '../table.ts';

/** One row a place, then what was gone through. */
export const scanTable: Reporter<ScanDocument> = (document, options) => {
  const { occurrences } = document;
  const rows = occurrences.map(row);
  const table =
    rows.length === 0 ? [] : [renderTable(['level', 'where', 'what', 'guard', 'isolation'], rows, options)];
  return [...table, ...summary(document)].join('\n');
};

function row({
  level,
  path,
  line,
  kind,
  route,
  scope,
  guard,
  isolation,
  multiplicity,
  text,
}: FlagOccurrence): string[] {
  const times = multiplicity === undefined ? '' : ` × ${multiplicity}`;
  return [
    level,
    `${path}:${line}\n${scope}${times}`,
    `${kind} · ${route}\n${text.slice(0, 160)}`,
    guard,
    isolation,
  ];
}

function summary({ occurrences, mentions, files, binaries, gaps }: ScanDocument): string[] {
  const found = occurrences.filter(({ kind }) => kind !== 'mention').length;
  return [
    `${found} place${found === 1 ? '' : 's'} where permission prompts are off; ${mentions} mention${mentions === 1 ? '' : 's'} that start nothing (--mentions lists them)`,
    `${files} files searched, ${binaries} binaries skipped, ${gaps.length} gap${gaps.length === 1 ? '' : 's'}`,
  ];
}
