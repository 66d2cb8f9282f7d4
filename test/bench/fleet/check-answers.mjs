// Compares the answers of all hunts with what was planted.

/**
 * @param planted of generate.mjs
 * @param {{ id: string, level: string, rows: object[] }[]} hunts
 * @returns {{ missed: string[], unexpected: object[] }} incidents that no row tells of; rows at high or above that no
 *   incident explains
 */
export function checkAnswers(planted, hunts) {
  const rowsOf = new Map(hunts.map(({ id, rows }) => [id, rows]));
  const tells = (row, where) => Object.entries(where).every(([name, value]) => row[name] === value);
  const missed = planted
    .filter(({ finds }) =>
      finds.some(({ hunt, where }) => !rowsOf.get(hunt)?.some((row) => tells(row, where))),
    )
    .map(({ id }) => id);
  const finds = planted.flatMap((incident) => incident.finds);
  const unexpected = hunts
    .filter(({ level }) => level === 'high' || level === 'critical')
    .flatMap(({ id, rows }) =>
      rows
        .filter((row) => !finds.some(({ hunt, where }) => hunt === id && tells(row, where)))
        .map((row) => ({ hunt: id, ...row })),
    );
  return { missed, unexpected };
}
