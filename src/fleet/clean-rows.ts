import { createAnonymiser } from '../secrets/anonymise.ts';
import { redactValue } from '../secrets/redact-value.ts';
import type { Row } from './row.ts';

/** What happens to rows before they are written. */
export interface RowCleaner {
  /** Takes secrets out of the cells that come from evidence. */
  redact(row: Row): Row;
  /** Last look at a whole row. */
  anonymise(row: Row): Row;
}

/**
 * @param salt of the fingerprints of secrets
 * @param owner of the evidence home, whose name goes too where rows are to be anonymous; absent: names stay
 */
export function createCleaner(salt: Uint8Array, owner?: string): RowCleaner {
  const redact = (row: Row): Row => mapCells(row, (cell) => redactValue(cell, salt));
  if (owner === undefined) return { redact, anonymise: (row) => row };
  const anonymiser = createAnonymiser();
  // As the path of a home: that is how names are learnt.
  anonymiser.learn(`/home/${owner}/`);
  return {
    redact,
    anonymise(row) {
      anonymiser.learn(row);
      return mapCells(row, (cell) => anonymiser.apply(cell));
    },
  };
}

/** Texts stay texts, and lists of texts such lists. */
function mapCells(row: Row, change: (cell: unknown) => unknown): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      const changed = change(cell);
      return [name, isCell(changed) ? changed : undefined];
    }),
  );
}

function isCell(value: unknown): value is Row[string] {
  return (
    value === undefined ||
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}
