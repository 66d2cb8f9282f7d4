import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { ScanDocument } from '../../scan/scan-document.ts';
import type { SuppressedOccurrence } from '../../scan/suppression.ts';
import type { RenderOptions, Reporter } from '../format.ts';
import { renderTable } from '../text-table.ts';
import { ageOf } from './age.ts';
import { scanSummary } from './summary.ts';

/** One row a place, those in installed dependencies and those accepted before apart, then what was gone through. */
export const scanTable: Reporter<ScanDocument> = (document, options) => {
  const own = document.occurrences.filter(({ dependency }) => dependency !== true);
  const installed = document.occurrences.filter(({ dependency }) => dependency === true);
  return [
    ...placesTable('', own.map(row), options),
    ...placesTable('In installed dependencies:', installed.map(row), options),
    ...placesTable('Accepted before:', document.suppressed.map(suppressedRow), options),
    ...scanSummary(document),
  ].join('\n');
};

const head = ['level', 'where', 'what', 'guard', 'isolation'];

function placesTable(title: string, rows: readonly (readonly string[])[], options: RenderOptions): string[] {
  if (rows.length === 0) return [];
  return [...(title === '' ? [] : [title]), renderTable(head, rows, options), ''];
}

function row(occurrence: FlagOccurrence): string[] {
  const {
    level,
    path,
    line,
    kind,
    route,
    also = [],
    agent,
    scope,
    guard,
    isolation,
    multiplicity,
  } = occurrence;
  const { text, piece } = occurrence;
  const times = multiplicity === undefined ? '' : ` × ${multiplicity}`;
  const age = ageOf(occurrence);
  const ways = [route, ...also].join(' + ');
  const whose = agent === 'claude' ? ways : `${ways} (${agent})`;
  return [
    level,
    `${path}:${line}\n${scope}${times}${age === '' ? '' : `\n${age}`}`,
    `${kind} · ${whose}\n${piece ?? text}`,
    guard,
    isolation,
  ];
}

function suppressedRow(occurrence: SuppressedOccurrence): string[] {
  const [, where = '', what = '', guard = '', isolation = ''] = row(occurrence);
  return [occurrence.suppressedBy, where, `${what}\n${occurrence.justification}`, guard, isolation];
}
