/** What the page shows of a row of a table. */
export interface Row {
  readonly value: string;
  readonly when: string;
  readonly example: string;
}

/** The text of docs/verdict.md. */
export function verdictPage(verdicts: readonly Row[], disclosures: readonly Row[]): string;
