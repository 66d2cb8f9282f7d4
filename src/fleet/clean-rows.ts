import { createAnonymiser } from '../secrets/anonymise.ts';
import { secretFingerprint } from '../secrets/redact-text.ts';
import { redactValue } from '../secrets/redact-value.ts';
import type { Cell, Row } from './row.ts';

/** What happens to rows before they are written. */
export interface RowCleaner {
  /** Takes secrets out of the cells that come from evidence. */
  redact(row: Row): Row;
  /** Last look at a whole row. */
  anonymise(row: Row): Row;
  /** @param digest of a secret, without a salt */
  fingerprint(digest: string): string;
}

/**
 * @param salt of the fingerprints of secrets
 * @param owner of the evidence home, whose name goes too where rows are to be anonymous; absent: names stay
 */
export function createCleaner(salt: Uint8Array, owner?: string): RowCleaner {
  const redact = (row: Row): Row => rowOf(redactValue(row, salt), row);
  const fingerprint = (digest: string) => secretFingerprint(digest, salt);
  if (owner === undefined) return { redact, fingerprint, anonymise: (row) => row };
  const anonymiser = createAnonymiser();
  // As the path of a home: that is how names are learnt.
  anonymiser.learn(`/home/${owner}/`);
  return {
    redact,
    fingerprint,
    anonymise(row) {
      anonymiser.learn(row);
      return rowOf(anonymiser.apply(row), row);
    },
  };
}

/** What changes texts leaves a row a row; this only says so. Most rows do not change. */
function rowOf(value: unknown, before: Row): Row {
  if (value === before) return before;
  const cells = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(cells.filter((entry): entry is [string, Cell | undefined] => isCell(entry[1])));
}

function isCell(value: unknown): value is Cell | undefined {
  return (
    value === undefined ||
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}
