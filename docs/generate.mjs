// Writes the tables of docs/architecture.md, docs/casebook.md, docs/agents.md, docs/scan-routes.md, docs/usage.md, docs/spool-streams.md, docs/verdict.md, the schemas of
// case files and the spool, fleet/osquery/ and fleet/dashboards/ from the program's own tables.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../build/load-source.mjs';
import { agentsPage } from './agents.mjs';
import { withKeys } from './casebook.mjs';
import { grafanaDashboard } from './grafana.mjs';
import { withHouse } from './house.mjs';
import { kibanaObjects } from './kibana.mjs';
import { usage } from './reference.mjs';
import { routesPage } from './routes.mjs';
import { streamsPage } from './spool.mjs';
import { loadTables } from './tables.mjs';
import { verdictPage } from './verdict.mjs';

const { columnsOf, streams } = await loadSource('fleet/streams.ts');
const { agents } = await loadSource('agents/index.ts');
const { explainRoutes } = await loadSource('scan/explain-routes.ts');
const { routes } = await loadSource('scan/routes.ts');
const { jsonSchemaOf } = await loadSource('fleet/json-schema.ts');
const { disclosureTable, verdictTable } = await loadSource('assess/decision-table.ts');
const { caseFileSchema } = await loadSource('evidence/case-file/case-file-schema.ts');
const { keys } = await loadSource('report/casebook/page/keys.ts');
const { queryKeys } = await loadSource('report/casebook/page/query-keys.ts');
const { loadHunts } = await loadSource('fleet/hunts/load-hunts.ts');
const { endOf, engines, partInDialect } = await loadSource('fleet/hunts/dialect.ts');
const { levels } = await loadSource('level.ts');
const { osqueryPack } = await loadSource('harden/detections/osquery.ts');

const architecture = fileURLToPath(new URL('architecture.md', import.meta.url));
write('architecture.md', withHouse(readFileSync(architecture, 'utf8')));
const casebook = fileURLToPath(new URL('casebook.md', import.meta.url));
write('casebook.md', withKeys(readFileSync(casebook, 'utf8'), { keys, queryKeys }));
write('agents.md', agentsPage(agents));
write('scan-routes.md', routesPage(explainRoutes(Object.keys(routes))));
write('usage.md', usage(await loadTables('')));
write('spool-streams.md', streamsPage(streams, columnsOf));
write('schemas/case-file.json', `${JSON.stringify(caseFileSchema, null, 2)}\n`);
write('verdict.md', verdictPage(verdictTable, disclosureTable));
for (const stream of Object.values(streams)) {
  write(`schemas/spool-${stream.name}.schema.json`, `${JSON.stringify(jsonSchemaOf(stream), null, 2)}\n`);
}

write('../fleet/osquery/unattended-agents.conf', osqueryPack().text);
const hunts = loadHunts();
for (const engine of engines) {
  write(`../fleet/dashboards/grafana-${engine}.json`, grafanaDashboard(hunts, engine, { partInDialect, endOf, levels }));
}
write('../fleet/dashboards/kibana.ndjson', kibanaObjects(hunts));

function write(name, text) {
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), text);
}
