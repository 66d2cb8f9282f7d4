import { document, questions, screen } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { json, ndjson } from './shared-formats.ts';

export const manyHosts: readonly AnyCommandEntry[] = [
  entry({
    name: 'fleet load',
    summary: "one database of any number of hosts' spools; again, for what is new in them",
    examples: [
      '/srv/spools --database fleet.duckdb',
      '/srv/spools/*/*.ndjson --database fleet.duckdb --memory 4GB',
      '/srv/spools --clickhouse https://clickhouse.example.org',
    ],
    operands: '<spools...>',
    options: ['database', 'clickhouse', 'memory', 'threads'],
    load: async () => (await import('../../commands/fleet/load.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/fleet/load.ts')).loadTable),
      json,
    },
  }),
  entry({
    name: 'fleet schema',
    summary: 'the tables and views of a ClickHouse database, as SQL that does nothing where they are there',
    examples: ['fleet', 'fleet --keep-days 90', 'fleet --cluster main'],
    operands: '[database]',
    options: ['cluster', 'keepDays'],
    load: async () => (await import('../../commands/fleet/schema.ts')).run,
    formats: {
      sql: document(async () => (await import('../../report/fleet/schema.ts')).schemaSql),
      json,
    },
  }),
  entry({
    name: 'fleet hunt',
    summary: 'questions to the whole organisation: a hunt, a file of SQL, or all; alone, lists them',
    examples: [
      '',
      'all --database fleet.duckdb --format ndjson --new-since alerts.state',
      'mode_unknown_with_flag --database fleet.duckdb --format json',
    ],
    operands: '[hunts...]',
    options: ['database', 'dialect', 'memory', 'threads', 'case', 'newSince'],
    load: async () => (await import('../../commands/fleet/hunt.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/fleet/hunts.ts')).huntsTable),
      json,
      ndjson,
      sql: questions(async () => (await import('../../report/fleet/hunt-sql.ts')).huntSql),
    },
  }),
  entry({
    name: 'fleet report',
    summary: "the organisation's report: coverage, chains across hosts, secrets to rotate, trend",
    examples: [
      '--database fleet.duckdb',
      '--database fleet.duckdb --format html --output fleet.html',
      '--database fleet.duckdb --format json',
    ],
    options: ['database', 'memory', 'threads'],
    load: async () => (await import('../../commands/fleet/report.ts')).run,
    formats: {
      markdown: document(async () => (await import('../../report/fleet/report-markdown.ts')).fleetMarkdown),
      html: document(async () => (await import('../../report/fleet/report-html.ts')).fleetHtml),
      json,
    },
  }),
];
