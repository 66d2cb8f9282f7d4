import type { AcceptanceOf } from '../../evidence/case-file/acceptance.ts';
import type { FleetRow } from '../duckdb/open-database.ts';
import type { Hunt } from './hunt.ts';

/** The answers of an analyst, as rows are compared with them. */
export interface HuntAnswers {
  /** Sanctioned and own hosts; a domain covers all below it. */
  readonly hosts: readonly string[];
  readonly acceptanceOf: AcceptanceOf;
}

/** The row with a column `accepted`, where the case file answers for it: it is listed, and does not count. */
export function answeredRow(hunt: Hunt, row: FleetRow, answers: HuntAnswers | undefined): FleetRow {
  const accepted = answers && (acceptedBy(hunt, row, answers.acceptanceOf) ?? hostAnswer(row, answers.hosts));
  return accepted === undefined ? row : { ...row, accepted };
}

export function isCountingRow(row: FleetRow): boolean {
  return row['accepted'] === undefined;
}

/** An entry names the hunt, or a query that the row is about; and any value of the row, or its place. */
function acceptedBy({ id }: Hunt, row: FleetRow, acceptanceOf: AcceptanceOf): string | undefined {
  const queries = [id, ...words(row['queryId']), ...words(row['queries'])];
  const subjects = ['', ...Object.values(row).filter((value) => typeof value === 'string')];
  const evidence = placesOf(row);
  for (const queryId of queries) {
    for (const subject of subjects) {
      const accepted = acceptanceOf({ queryId, subject, evidence });
      if (accepted && !accepted.hasExpired)
        return `${accepted.reason}, by ${accepted.by}, until ${accepted.until}`;
    }
  }
  return undefined;
}

function words(value: FleetRow[string] | undefined): readonly string[] {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}

function placesOf({ path, paths, file, line }: FleetRow) {
  const named = [path, paths, file].filter((value) => typeof value === 'string');
  const at = typeof line === 'number' ? { line } : {};
  return named.map((one) => ({ path: one, ...at }));
}

function hostAnswer({ destination }: FleetRow, hosts: readonly string[]): string | undefined {
  if (typeof destination !== 'string') return undefined;
  const known = hosts.find((host) => destination === host || destination.endsWith(`.${host}`));
  return known === undefined ? undefined : `the case file knows the host ${known}`;
}
