import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grafanaDashboard } from '../../docs/grafana.mjs';
import { kibanaObjects } from '../../docs/kibana.mjs';
import { buildCase } from '../../fixtures/build-case.mjs';
import { openDatabase } from '../../src/fleet/duckdb/open-database.ts';
import { type Engine, endOf, engines, partInDialect } from '../../src/fleet/hunts/dialect.ts';
import { loadHunts } from '../../src/fleet/hunts/load-hunts.ts';
import { levels } from '../../src/level.ts';
import { generateFleet } from '../bench/fleet/generate.mjs';
import { type ClickHouse, hasClickHouse, startClickHouse } from '../support/clickhouse.ts';
import { runCli } from '../support/run-cli.ts';
import type { Row } from './spool.ts';

const hunts = loadHunts();
const shipped = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../fleet/dashboards/${name}`, import.meta.url)), 'utf8');

it.each(engines)('the dashboard for %s is the one that is made (else: npm run docs)', (engine) => {
  const dashboard = grafanaDashboard(hunts, engine, { partInDialect, endOf, levels });
  expect(shipped(`grafana-${engine}.json`)).toBe(dashboard);
});

it('the saved objects are those that are made (else: npm run docs)', () => {
  expect(shipped('kibana.ndjson')).toBe(kibanaObjects(hunts));
});

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: object;
  readonly collapsed?: boolean;
  readonly targets?: readonly { readonly rawSql: string; readonly datasource: object }[];
  readonly panels?: readonly Panel[];
}

/** Those with a question, whether their row is open or not. */
function tablesOf(engine: Engine): readonly Panel[] {
  const { panels } = JSON.parse(shipped(`grafana-${engine}.json`)) as { panels: readonly Panel[] };
  return panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter(({ type }) => type === 'table');
}

/** What Grafana sends at this end of the time range. */
const sent = (panel: Panel, now: string) =>
  (panel.targets?.[0]?.rawSql ?? '').replaceAll('${__to:date:iso}', now);

describe.each(engines)('the dashboard for %s', (engine) => {
  const dashboard = JSON.parse(shipped(`grafana-${engine}.json`));
  const tables = tablesOf(engine);

  it('asks every hunt once, behind an overview', () => {
    expect(
      tables
        .slice(1)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(hunts.map(({ title }) => title).sort());
    expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
  });

  it('has one source, which the importer chooses, and no other variable than the time', () => {
    const source = { type: dashboard.__inputs[0].pluginId, uid: '${DS_FLEET}' };
    expect(dashboard.__requires).toContainEqual(expect.objectContaining({ id: source.type }));
    for (const { datasource, targets } of tables) {
      expect([datasource, targets?.[0]?.datasource]).toEqual([source, source]);
    }
    for (const panel of tables) expect(sent(panel, '')).not.toMatch(/\$|\[\[/);
  });

  it('asks at once what weighs high, and the rest when its row is unfolded', () => {
    const rows: Panel[] = dashboard.panels.filter(({ type }: Panel) => type === 'row');
    expect(rows.map(({ title, collapsed }) => [title, collapsed])).toEqual([
      ['Level critical', false],
      ['Level high', false],
      ['Level medium', true],
      ['Level low', true],
    ]);
  });
});

describe('in a fleet with planted incidents', () => {
  const now = '2026-11-20T16:00:00.000Z';
  let folder: string;
  let answers: readonly {
    readonly id: string;
    readonly title: string;
    readonly total: number;
    readonly rows: Row[];
  }[];
  let clickhouse: ClickHouse | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yolo-triage-dashboards-'));
    generateFleet({ folder: join(folder, 'spools'), hosts: 200, calls: 4000 });
    const database = ['--database', join(folder, 'fleet.duckdb')];
    await runCli(['fleet', 'load', join(folder, 'spools'), ...database]);
    const { stdout } = await runCli(['fleet', 'hunt', 'all', ...database, '--format', 'json'], { now });
    answers = JSON.parse(stdout).hunts;
    if (!hasClickHouse) return;
    clickhouse = await startClickHouse();
    await runCli(['fleet', 'load', join(folder, 'spools'), '--clickhouse', `${clickhouse.url}/fleet`]);
  }, 120_000);
  afterAll(() => {
    clickhouse?.close();
    rmSync(folder, { recursive: true });
  });

  const totals = () =>
    Object.fromEntries(
      answers.map(({ id, total }) => [id, total]).sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1)),
    );
  const counted = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    Object.fromEntries(
      rows.map((row) => [row['hunt'], Number(row['rows'])]).sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1)),
    );

  it('every panel answers in DuckDB as its hunt does', { timeout: 60_000 }, async () => {
    const opened = await openDatabase({ path: join(folder, 'fleet.duckdb'), access: 'read' });
    const ask = async (panel: Panel) => {
      const rows: Row[] = [];
      for await (const row of opened.rows(sent(panel, now))) rows.push(row);
      return rows;
    };
    try {
      const [overview, ...tables] = tablesOf('duckdb');
      for (const panel of tables) {
        const answer = answers.find(({ title }) => title === panel.title);
        expect((await ask(panel)).slice(0, 1000), panel.title).toEqual(answer?.rows);
      }
      expect(counted(overview ? await ask(overview) : [])).toEqual(totals());
      expect(Object.values(totals()).filter((total) => Number(total) > 0).length).toBeGreaterThan(20);
    } finally {
      opened.close();
    }
  });

  it.skipIf(!hasClickHouse)(
    'every panel answers in ClickHouse (needs chdb)',
    { timeout: 120_000 },
    async () => {
      const [overview, ...tables] = tablesOf('clickhouse');
      const ask = async (panel: Panel) => (await clickhouse?.query('fleet', sent(panel, now))) ?? [];
      for (const panel of tables) {
        const answer = answers.find(({ title }) => title === panel.title);
        expect(await ask(panel), panel.title).toHaveLength(answer?.total ?? -1);
      }
      expect(counted(overview ? await ask(overview) : [])).toEqual(totals());
    },
  );
});

describe('the saved objects of Kibana', () => {
  interface SavedObject {
    readonly type: string;
    readonly id: string;
    readonly attributes: Readonly<Record<string, unknown>> & {
      readonly kibanaSavedObjectMeta?: { readonly searchSourceJSON: string };
    };
    readonly references: readonly { readonly name: string; readonly type: string; readonly id: string }[];
  }
  const objects = shipped('kibana.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SavedObject);
  const key = ({ type, id }: { readonly type: string; readonly id: string }) => `${type}/${id}`;

  it('refer to each other alone, and have what an import asks for', () => {
    const keys = objects.map(key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const object of objects) {
      expect(object).toMatchObject({ coreMigrationVersion: '8.8.0', typeMigrationVersion: '8.0.0' });
      expect(object.attributes['title']).toBeTypeOf('string');
      for (const reference of object.references) expect(keys).toContain(key(reference));
    }
  });

  it('name every reference that they use', () => {
    const dashboard = objects.find(({ type }) => type === 'dashboard');
    const panels = JSON.parse(String(dashboard?.attributes['panelsJSON']));
    expect(dashboard?.references.map(({ name }) => name)).toEqual(
      panels.map((panel: Row) => `${panel['panelIndex']}:${panel['panelRefName']}`),
    );
    const searches = objects.filter(({ type }) => type === 'search');
    for (const { attributes, references } of searches) {
      const source = JSON.parse(attributes.kibanaSavedObjectMeta?.searchSourceJSON ?? '{}');
      expect(references.map(({ name }) => name)).toEqual([source.indexRefName]);
    }
    expect(searches.length).toBe(dashboard?.references.length);
  });

  it('filter by what hunts ask of findings, in fields that documents have', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-ecs-'));
    const { home, root } = buildCase('unattended-refactor', folder);
    const { stdout } = await runCli([
      'report',
      '--home',
      home,
      '--root',
      root,
      '--format',
      'ecs',
      '--output',
      '-',
    ]);
    rmSync(folder, { recursive: true });
    const alert = JSON.parse(stdout.split('\n').find((line) => line.includes('yolo_triage.finding')) ?? '{}');
    const searches = objects.filter(({ type }) => type === 'search');
    const queries = searches.map(({ id, attributes }) => {
      for (const column of attributes['columns'] as string[]) expect(alert, column).toHaveProperty(column);
      const { query } = JSON.parse(attributes.kibanaSavedObjectMeta?.searchSourceJSON ?? '{}');
      return [id.replace('yolo-triage-', ''), query.query];
    });
    const dataset = 'event.dataset : yolo_triage.finding and';
    expect(Object.fromEntries(queries)).toMatchObject({
      critical_finding: `${dataset} yolo_triage.level : critical`,
      force_push_by_agent: `${dataset} yolo_triage.query_id : (git_force_push or ref_forced_push or ref_move_lost_commits)`,
    });
    for (const [hunt, query] of queries) {
      const { sql = '' } = hunts.find(({ id }) => id === hunt) ?? {};
      for (const [, id] of query.matchAll(/(\w+)(?= or |\)$)/g)) expect(sql).toContain(`'${id}'`);
    }
  });
});
