// The columns of a spool as a page, made from the registry of streams.

export function streamsPage(streams, columnsOf) {
  const [first] = Object.values(streams);
  const own = new Set(first.columns.map(({ name }) => name));
  const common = columnsOf(first).filter(({ name }) => !own.has(name));
  return `${[
    '# The streams of a spool',
    'Made from `src/fleet/streams/` (`npm run docs`). What writes them, and how to read them: [fleet](fleet.md).',
    'A value that is not known is left out. Times are ISO 8601 UTC with milliseconds. `strings` is a list of texts. Texts are cut to 500 characters, lists to 20 items of 200; further where a line would be longer than 16 KB.',
    '## Every row',
    table(common),
    ...Object.values(streams).flatMap((stream) => [
      `## ${stream.name}`,
      `${stream.description} ${kinds[stream.kind]} Key: ${stream.key.map((name) => `\`${name}\``).join(', ')}. JSON Schema: [spool-${stream.name}](schemas/spool-${stream.name}.schema.json).`,
      table(stream.columns),
    ]),
  ].join('\n\n')}\n`;
}

const kinds = {
  history: 'History: written once, and again when it changes.',
  snapshot: 'Snapshot: written whole, when anything in it changes.',
};

function table(columns) {
  const rows = columns.map(
    ({ name, type, required, description, values }) =>
      `| \`${name}\` | ${type} | ${required ? 'yes' : ''} | ${cell(description)}${values ? ` One of: ${values.map((value) => `\`${value}\``).join(', ')}.` : ''} |`,
  );
  return ['| column | type | always | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
