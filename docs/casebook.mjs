// The tables of docs/casebook.md, made from those that the page itself has.

/** Puts the keys, and the keys of a query, between their marks. @param {string} page text of docs/casebook.md */
export function withKeys(page, { keys, queryKeys }) {
  const ofKeys = keys.map(({ keys: names, says }) => `| ${names.map((name) => `\`${name}\``).join(' ')} | ${says} |`);
  const ofQueries = Object.entries(queryKeys).map(([key, { says }]) => `| \`${key}:\` | ${says} |`);
  return withTable(withTable(page, 'keys', ['key', 'does'], ofKeys), 'query-keys', ['part', 'asks'], ofQueries);
}

function withTable(page, name, head, rows) {
  const table = [`| ${head.join(' | ')} |`, '|---|---|', ...rows].join('\n');
  const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  return page.replace(place, (_, begin, end) => `${begin}${table}\n${end}`);
}
