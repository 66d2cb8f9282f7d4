// docs/scan-routes.md, made from the ways that `scan` knows.

const head = `# The ways that scan finds

Made from the program itself (\`npm run docs\`). Each is the \`route\` of a place in [scan](scan.md), and a rule of its
SARIF. The level is that of a place with neither guard nor isolation; what stands around a place lowers it.
`;

/** @type {import('./routes.d.mts').routesPage} */
export function routesPage(routes) {
  const sections = routes.map(
    ({ id, says, remedy, level, documentation }) =>
      `## ${id}\n\n${capital(says)}. Level: ${level}. [Documentation](${documentation})\n\n${remedy}\n`,
  );
  return [head, ...sections].join('\n');
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
