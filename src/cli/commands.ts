import type { CaseReport } from '../assess/case-report.ts';
import { spoolOptions } from '../commands/options.ts';
import { document, lines, stream } from '../report/format.ts';
import { type AnyCommandEntry, entry } from './command-table.ts';

/** Forms that any document, and any rows, can take. */
const json = document(async () => (await import('../report/json.ts')).json);
const ndjson = lines(async () => (await import('../report/ndjson.ts')).ndjson);

/** Every subcommand, in the order of help. */
export const commands: readonly AnyCommandEntry[] = [
  entry({
    name: 'scan',
    summary: 'every place where permission prompts are off, its scope, its guard and its isolation',
    operands: '[paths...]',
    options: ['agents', 'mentions', 'diff', 'baseline', 'respectIgnore', ...spoolOptions],
    failOn: 'high',
    load: async () => (await import('../commands/scan.ts')).run,
    rows: async () => (await import('../commands/rows/scan-rows.ts')).scanRows,
    formats: {
      table: document(async () => (await import('../report/scan/table.ts')).scanTable),
      json,
      ndjson,
      sarif: document(async () => (await import('../report/scan/sarif.ts')).scanSarif),
      markdown: document(async () => (await import('../report/scan/markdown.ts')).scanMarkdown),
    },
  }),
  entry({
    name: 'sessions',
    summary: 'tool-call inventory: what ran, in which permission mode, with what outcome',
    operands: '[sessions...]',
    options: [
      'repo',
      'since',
      'until',
      'project',
      'tool',
      'mode',
      'calls',
      'prompts',
      'cost',
      ...spoolOptions,
    ],
    load: async () => (await import('../commands/sessions.ts')).run,
    rows: async () => (await import('../commands/rows/sessions-rows.ts')).sessionsRows,
    formats: {
      table: document(async () => (await import('../report/sessions/table.ts')).sessionsTable),
      json,
      ndjson,
      csv: stream(async () => (await import('../report/sessions/csv.ts')).toolCallsCsv),
      ecs: stream(async () => (await import('../report/export/ecs.ts')).toolCallsEcs),
      ocsf: stream(async () => (await import('../report/export/ocsf.ts')).toolCallsOcsf),
      timesketch: stream(async () => (await import('../report/export/timesketch.ts')).toolCallsTimesketch),
    },
  }),
  entry({
    name: 'git',
    summary: 'who made each commit and ref move: the tool call, or nobody recorded',
    operands: '[repositories...]',
    options: ['repo', 'since', 'until', 'deep', ...spoolOptions],
    load: async () => (await import('../commands/git.ts')).run,
    rows: async () => (await import('../commands/rows/git-rows.ts')).gitRows,
    formats: {
      table: document(async () => (await import('../report/git/table.ts')).gitTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'rollback',
    summary: 'the safest way back, as a plan that saves first; never executes',
    operands: '[repositories...]',
    options: ['repo', 'since', 'until', 'deep', 'recover'],
    load: async () => (await import('../commands/rollback.ts')).run,
    formats: {
      markdown: document(async () => (await import('../report/rollback/markdown.ts')).rollbackMarkdown),
      json,
      sh: document(async () => (await import('../report/rollback/script.ts')).rollbackScript),
    },
  }),
  entry({
    name: 'mcp',
    summary: 'every configured MCP server: what runs, with which environment, who put it there',
    options: ['repo', 'queries', 'allowHost', ...spoolOptions],
    load: async () => (await import('../commands/mcp.ts')).run,
    rows: async () => (await import('../commands/rows/mcp-rows.ts')).mcpRows,
    formats: {
      table: document(async () => (await import('../report/mcp/table.ts')).mcpTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'explain',
    summary: 'what a shell command would do, and which queries it matches; nothing runs',
    operands: '[command]',
    options: ['queries', 'allowHost'],
    load: async () => (await import('../commands/explain.ts')).run,
    formats: {
      table: document(async () => (await import('../report/explain/table.ts')).explainTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'posture',
    summary: 'everything else that acts after a session, and the guards of later sessions',
    options: ['repo', 'queries', ...spoolOptions],
    load: async () => (await import('../commands/posture.ts')).run,
    rows: async () => (await import('../commands/rows/posture-rows.ts')).postureRows,
    formats: {
      table: document(async () => (await import('../report/posture/table.ts')).postureTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'exposure',
    summary: 'credentials: what sessions could reach, what they touched, what to rotate first',
    options: ['repo', ...spoolOptions],
    load: async () => (await import('../commands/exposure.ts')).run,
    rows: async () => (await import('../commands/rows/exposure-rows.ts')).exposureRows,
    formats: {
      table: document(async () => (await import('../report/exposure/table.ts')).exposureTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'assess',
    summary: 'the assessment of one home or several: four questions, inventory, and every report',
    options: [
      'repo',
      'since',
      'until',
      'queries',
      'allowHost',
      'providerLog',
      'processLog',
      'timeZone',
      ...spoolOptions,
    ],
    manyHomes: true,
    load: async () => (await import('../commands/assess.ts')).run,
    rows: async () => (await import('../commands/rows/report-rows.ts')).reportRows,
    formats: {
      markdown: document(async () => (await import('../report/assess/markdown.ts')).assessmentMarkdown),
      html: document(async () => (await import('../report/assess/html.ts')).assessmentHtml),
      json,
    },
  }),
  entry({
    name: 'collect',
    summary: 'preserve the evidence in a bag (BagIt) with a custody log',
    operands: '[folder]',
    options: ['repo', 'since', 'archive', 'recipient', 'dryRun'],
    load: async () => (await import('../commands/collect.ts')).run,
    formats: {
      table: document(async () => (await import('../report/preserve/collection.ts')).collectionTable),
      json,
    },
  }),
  entry({
    name: 'verify',
    summary: 'check a bag or an archive of one: every file, every manifest, the chain of the custody log',
    operands: '<bag>',
    options: ['identity'],
    failOn: 'low',
    load: async () => (await import('../commands/verify.ts')).run,
    formats: {
      table: document(async () => (await import('../report/preserve/check.ts')).checkTable),
      json,
    },
  }),
  entry({
    name: 'report',
    summary: 'the whole runbook as one incident report, with verdict and disclosure decision',
    options: [
      'repo',
      'since',
      'until',
      'queries',
      'allowHost',
      'providerLog',
      'processLog',
      'timeZone',
      'cost',
      'from',
      ...spoolOptions,
    ],
    load: async () => (await import('../commands/report.ts')).run,
    rows: async () => (await import('../commands/rows/report-rows.ts')).reportRows,
    formats: {
      markdown: document(async () => (await import('../report/case/markdown.ts')).renderCaseMarkdown),
      html: document(async () => (await import('../report/case/html.ts')).renderCaseHtml),
      json,
      csv: document(async () => (await import('../report/export/timeline-csv.ts')).timelineCsv),
      ecs: document(async () => (await import('../report/export/ecs.ts')).caseEcs),
      ocsf: document(async () => (await import('../report/export/ocsf.ts')).caseOcsf),
      timesketch: document(async () => (await import('../report/export/timesketch.ts')).caseTimesketch),
      stix: document(async () => (await import('../report/export/stix.ts')).caseStix),
    },
    toFile: {
      name: incidentFileName,
      summary: document(async () => (await import('../report/case/summary.ts')).renderCaseSummary),
    },
  }),
  entry({
    name: 'replay',
    summary: 'what a set of permission settings would have done with every recorded call',
    operands: '[sessions...]',
    options: [
      'settings',
      'against',
      'mode',
      'claudeVersion',
      'suggest',
      'share',
      'since',
      'until',
      'project',
      'tool',
      'queries',
      'allowHost',
    ],
    load: async () => (await import('../commands/replay.ts')).run,
    formats: {
      table: document(async () => (await import('../report/replay/table.ts')).replayTable),
      json,
      settings: document(async () => (await import('../report/replay/settings.ts')).suggestedSettings),
      ndjson,
    },
  }),
  entry({
    name: 'harden',
    summary: 'managed settings, hook and detections that hold next time: plan, write, check, revert',
    options: [
      'system',
      'outputDir',
      'check',
      'revert',
      'lock',
      'minimumVersion',
      'retention',
      'telemetry',
      'autoMode',
      'rules',
      'hookProgram',
      'detections',
    ],
    failOn: 'medium',
    load: async () => (await import('../commands/harden.ts')).run,
    formats: {
      table: document(async () => (await import('../report/harden/table.ts')).hardenTable),
      json,
    },
  }),
  entry({
    name: 'hook',
    summary: 'PreToolUse hook for Claude Code: answers on standard output, from effects and a policy',
    options: ['policy', 'log', 'failOpen', 'allowHost'],
    load: async () => (await import('../commands/hook.ts')).run,
    formats: { json: document(async () => (await import('../report/hook/answer.ts')).renderHookAnswer) },
  }),
  entry({
    name: 'fleet load',
    summary: "one database of any number of hosts' spools; again, for what is new in them",
    operands: '<spools...>',
    options: ['database', 'clickhouse', 'memory', 'threads'],
    load: async () => (await import('../commands/fleet/load.ts')).run,
    formats: {
      table: document(async () => (await import('../report/fleet/load.ts')).loadTable),
      json,
    },
  }),
  entry({
    name: 'fleet schema',
    summary: 'the tables and views of a ClickHouse database, as SQL that does nothing where they are there',
    operands: '[database]',
    options: ['cluster', 'keepDays'],
    load: async () => (await import('../commands/fleet/schema.ts')).run,
    formats: {
      sql: document(async () => (await import('../report/fleet/schema.ts')).schemaSql),
      json,
    },
  }),
  entry({
    name: 'fleet hunt',
    summary: 'questions to the whole organisation: a hunt, a file of SQL, or all; alone, lists them',
    operands: '[hunts...]',
    options: ['database', 'dialect', 'memory', 'threads'],
    load: async () => (await import('../commands/fleet/hunt.ts')).run,
    formats: {
      table: document(async () => (await import('../report/fleet/hunts.ts')).huntsTable),
      json,
      ndjson,
      sql: document(async () => (await import('../report/fleet/hunt-sql.ts')).huntSql),
    },
  }),
  entry({
    name: 'fleet report',
    summary: "the organisation's report: coverage, chains across hosts, secrets to rotate, trend",
    options: ['database', 'memory', 'threads'],
    load: async () => (await import('../commands/fleet/report.ts')).run,
    formats: {
      markdown: document(async () => (await import('../report/fleet/report-markdown.ts')).fleetMarkdown),
      html: document(async () => (await import('../report/fleet/report-html.ts')).fleetHtml),
      json,
    },
  }),
];

/** What help says of commands that share their first word. */
export const commandGroups: Readonly<Record<string, string>> = {
  fleet: 'every host of an organisation: load spools, hunt, report',
};

/** `incident-dana-2026-11-20.md` */
function incidentFileName({ subject, generatedAt }: CaseReport, format: string): string {
  const name = subject.name.replace(/[^\w.-]+/g, '_').slice(0, 60);
  const extension = format === 'markdown' ? 'md' : format;
  return `incident-${name}-${generatedAt.slice(0, 10)}.${extension}`;
}
