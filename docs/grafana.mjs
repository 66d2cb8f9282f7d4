// fleet/dashboards/grafana-*.json, made from the hunts: what each would answer at the end of the time range that the
// dashboard shows. https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/

/** The data sources, and how each takes SQL for a table. */
const sources = {
  // https://github.com/grafana/clickhouse-datasource
  clickhouse: {
    plugin: 'grafana-clickhouse-datasource',
    name: 'ClickHouse',
    now: "parseDateTime64BestEffort('${__to:date:iso}', 3, 'UTC')",
    target: { editorType: 'sql', queryType: 'table', format: 1 },
  },
  // https://github.com/motherduckdb/grafana-duckdb-datasource
  duckdb: {
    plugin: 'motherduck-duckdb-datasource',
    name: 'DuckDB',
    now: "TIMESTAMP '${__to:date:iso}'",
    target: { editorMode: 'code', rawQuery: true, format: 1 },
  },
};

/** Their hunts are asked when the dashboard opens; the others when somebody unfolds their row. */
const open = new Set(['critical', 'high']);

/** How high a panel is, in units of 30 pixels. */
const height = 8;

/**
 * @param {readonly import('../src/fleet/hunts/hunt.ts').Hunt[]} hunts
 * @param {import('../src/fleet/hunts/dialect.ts').Engine} engine
 * @param {import('./grafana.d.mts').Dialects} dialects
 */
export function grafanaDashboard(hunts, engine, { partInDialect, endOf, levels }) {
  const { plugin, name, now, target } = sources[engine];
  const datasource = { type: plugin, uid: '${DS_FLEET}' };
  const sqlOf = ({ sql }) => partInDialect(sql, engine, now);
  let id = 0;
  let y = 0;
  const panel = (type, given, h) => {
    id += 1;
    const made = { id, type, ...given, gridPos: { h, w: 24, x: 0, y } };
    y += h;
    return made;
  };
  const table = (title, description, rawSql) =>
    panel(
      'table',
      {
        title,
        description,
        datasource,
        targets: [{ refId: 'A', datasource, ...target, rawSql }],
        fieldConfig: { defaults: { custom: { filterable: true, inspect: true } }, overrides: [] },
        options: { showHeader: true, cellHeight: 'sm' },
      },
      height,
    );
  const overview = table(
    'How many rows has each hunt?',
    'Begin with what is critical. Rows that a case file accepts are counted here.',
    `${hunts
      .map(
        (hunt) =>
          `SELECT ${levels.indexOf(hunt.level)} AS rank, '${hunt.level}' AS level, '${hunt.id}' AS hunt, count(*) AS "rows" FROM (\n${sqlOf(hunt)}\n) t`,
      )
      .join('\nUNION ALL\n')}\nORDER BY rank DESC, hunt${endOf(engine)}`,
  );
  const rows = [...levels].reverse().flatMap((level) => {
    const asked = hunts.filter((hunt) => hunt.level === level);
    if (asked.length === 0) return [];
    const row = panel('row', { title: `Level ${level}`, collapsed: !open.has(level) }, 1);
    const panels = asked.map((hunt) =>
      table(hunt.title, `${hunt.description}\n\n**Next:** ${hunt.nextStep}\n\n\`${hunt.id}\``, `${sqlOf(hunt)}${endOf(engine)}`),
    );
    return row.collapsed ? [{ ...row, panels }] : [{ ...row, panels: [] }, ...panels];
  });
  return `${JSON.stringify(
    {
      __inputs: [
        {
          name: 'DS_FLEET',
          label: 'Fleet',
          description: 'The database of `yolo-triage fleet load`',
          type: 'datasource',
          pluginId: plugin,
          pluginName: name,
        },
      ],
      __requires: [
        { type: 'grafana', id: 'grafana', name: 'Grafana', version: '10.4.0' },
        { type: 'datasource', id: plugin, name, version: '' },
        { type: 'panel', id: 'table', name: 'Table', version: '' },
      ],
      title: `yolo-triage: hunts (${name})`,
      uid: `yolo-triage-${engine}`,
      tags: ['yolo-triage'],
      editable: true,
      timezone: 'utc',
      time: { from: 'now-30d', to: 'now' },
      refresh: '',
      schemaVersion: 39,
      version: 1,
      templating: { list: [] },
      annotations: { list: [] },
      links: [],
      panels: [overview, ...rows],
    },
    null,
    2,
  )}\n`;
}
