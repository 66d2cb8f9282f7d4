// fleet/dashboards/kibana.ndjson: saved objects over documents of `--format ecs`, made from the hunts. Those documents are
// calls, findings and events; of the hunts, these have the ones that ask for findings by their query or level.
// https://www.elastic.co/docs/api/doc/kibana/operation/operation-post-saved-objects-import

/** Older versions of Kibana do not take it, later ones bring it up to date. */
const made = { coreMigrationVersion: '8.8.0', typeMigrationVersion: '8.0.0' };
const dataView = { type: 'index-pattern', id: 'yolo-triage' };
const columns = ['yolo_triage.level', 'yolo_triage.state', 'rule.name', 'yolo_triage.subject', 'claude_code.events.session.id'];

/**
 * A filter in KQL for what a hunt asks of findings; undefined where it asks for something else.
 * @param {string} sql
 */
function kqlOf(sql) {
  const [, queries = ''] = /"queryId" IN \(([^)]*)\)/.exec(sql) ?? [];
  const ids = [...queries.matchAll(/'(\w+)'/g)].map(([, id]) => id);
  if (ids.length > 0) return `yolo_triage.query_id : (${ids.join(' or ')})`;
  const [, level] = /^SELECT\s[^;]*?\bFROM findings\s+WHERE level = '(\w+)'\s+ORDER BY/.exec(sql) ?? [];
  return level === undefined ? undefined : `yolo_triage.level : ${level}`;
}

/**
 * Saved objects, one a line.
 * @param {readonly import('../src/fleet/hunts/hunt.ts').Hunt[]} hunts
 */
export function kibanaObjects(hunts) {
  const asked = hunts.flatMap((hunt) => {
    const kql = kqlOf(hunt.sql);
    return kql === undefined ? [] : [{ hunt, kql }];
  });
  const searches = asked.map(({ hunt, kql }) => searchOf(hunt, kql));
  const view = {
    ...dataView,
    attributes: { title: 'yolo-triage-*', name: 'yolo-triage', timeFieldName: '@timestamp' },
    references: [],
    ...made,
  };
  return [view, ...searches, dashboardOf(searches)].map((object) => `${JSON.stringify(object)}\n`).join('');
}

function searchOf({ id, title, description, nextStep, level }, kql) {
  const source = 'kibanaSavedObjectMeta.searchSourceJSON.index';
  return {
    type: 'search',
    id: `yolo-triage-${id}`,
    attributes: {
      title: `Findings behind: ${title} (${level})`,
      description: `${description} Next: ${nextStep}`,
      columns,
      sort: [['@timestamp', 'desc']],
      grid: {},
      hideChart: false,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          query: { language: 'kuery', query: `event.dataset : yolo_triage.finding and ${kql}` },
          filter: [],
          indexRefName: source,
        }),
      },
    },
    references: [{ name: source, ...dataView }],
    ...made,
  };
}

/** Panels two a row, on a grid of 48 columns. */
function dashboardOf(searches) {
  const panels = searches.map((_, index) => ({
    version: made.coreMigrationVersion,
    type: 'search',
    panelIndex: String(index + 1),
    panelRefName: `panel_${index + 1}`,
    gridData: { x: (index % 2) * 24, y: Math.floor(index / 2) * 15, w: 24, h: 15, i: String(index + 1) },
    embeddableConfig: {},
  }));
  return {
    type: 'dashboard',
    id: 'yolo-triage',
    attributes: {
      title: 'yolo-triage: findings by hunt',
      description: 'Documents of yolo-triage report --format ecs',
      timeRestore: false,
      optionsJSON: JSON.stringify({ useMargins: true, hidePanelTitles: false }),
      panelsJSON: JSON.stringify(panels),
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { language: 'kuery', query: '' }, filter: [] }),
      },
    },
    references: searches.map(({ type, id }, index) => ({ name: `${index + 1}:panel_${index + 1}`, type, id })),
    ...made,
  };
}
