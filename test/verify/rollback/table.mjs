import { kinds } from './judge.mjs';

/** The least share of incidents that have to be right. */
const wanted = 0.97;

/**
 * What was found, a line a family.
 * @param results one an incident: family, id, reasons, kept
 */
export function tableOf(results) {
  const families = [...new Set(results.map(({ family }) => family))];
  const rows = families.map((family) =>
    rowOf(
      family,
      results.filter((result) => result.family === family),
    ),
  );
  const head = ['family', 'right', 'of them only kept', ...Object.values(kinds).slice(1)];
  const cells = [head, ...rows, rowOf('all', results)];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** Whether the results are as good as they have to be. */
export function isGood(results) {
  const right = results.filter(isRight).length;
  return right / results.length >= wanted && counts(results).every((count) => count === 0);
}

function isRight({ reasons }) {
  return reasons.length === 0;
}

function rowOf(name, results) {
  const right = results.filter(isRight);
  const kept = right.filter((result) => result.kept.length > 0);
  return [name, `${right.length} / ${results.length}`, `${kept.length}`, ...counts(results).map(String)];
}

/** Incidents with a reason of each kind that is counted on its own. */
function counts(results) {
  const own = Object.keys(kinds).slice(1);
  return own.map(
    (kind) => results.filter(({ reasons }) => reasons.some((reason) => reason.kind === kind)).length,
  );
}
