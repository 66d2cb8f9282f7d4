import type { CaseReport } from '../../assess/case-report.ts';
import { spoolOptions } from '../../invocation/options.ts';
import { document, documentWithCalls, screen, stream } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { fileExtension } from '../file-extension.ts';
import { json, ndjson } from './shared-formats.ts';

/** What a whole case depends on. */
const caseOptions = [
  'repo',
  'map',
  'git',
  'since',
  'until',
  'queries',
  'allowHost',
  'case',
  'providerLog',
  'processLog',
  'witnessLog',
  'timeZone',
] as const;

export const startHere: readonly AnyCommandEntry[] = [
  entry({
    name: 'scan',
    summary: 'every place where permission prompts are off, its scope, its guard and its isolation',
    examples: ['.', '--home /mnt/image/home/dana --format sarif', '--diff origin/main...HEAD --fail-on high'],
    operands: '[paths...]',
    options: ['agents', 'mentions', 'diff', 'git', 'baseline', 'respectIgnore', 'case', ...spoolOptions],
    failOn: 'high',
    homes: 'image',
    load: async () => (await import('../../commands/scan.ts')).run,
    rows: async () => (await import('../../row-sources/scan-rows.ts')).scanRows,
    formats: {
      table: screen(async () => (await import('../../report/scan/occurrence-table.ts')).scanTable),
      json,
      ndjson,
      sarif: document(async () => (await import('../../report/scan/sarif.ts')).scanSarif),
      markdown: document(async () => (await import('../../report/scan/markdown.ts')).scanMarkdown),
    },
  }),
  entry({
    name: 'sessions',
    summary: 'tool-call inventory: what ran, in which permission mode, with what outcome',
    examples: [
      '--since yesterday',
      '--root /mnt/image --mode bypass --calls',
      '7c1f6a52 --grep "/curl .*paste/"',
    ],
    operands: '[sessions...]',
    options: [
      'repo',
      'map',
      'since',
      'until',
      'project',
      'tool',
      'mode',
      'agent',
      'calls',
      'grep',
      'prompts',
      'cost',
      ...spoolOptions,
    ],
    homes: 'image',
    load: async () => (await import('../../commands/sessions.ts')).run,
    rows: async () => (await import('../../row-sources/sessions-rows.ts')).sessionsRows,
    formats: {
      table: screen(async () => (await import('../../report/sessions/session-table.ts')).sessionsTable),
      json,
      ndjson,
      csv: stream(async () => (await import('../../report/sessions/csv.ts')).toolCallsCsv),
      ecs: stream(async () => (await import('../../report/export/ecs.ts')).toolCallsEcs),
      ocsf: stream(async () => (await import('../../report/export/ocsf.ts')).toolCallsOcsf),
      timesketch: stream(async () => (await import('../../report/export/timesketch.ts')).toolCallsTimesketch),
    },
  }),
  entry({
    name: 'show',
    summary: 'what stands at a reference that an output prints, and the calls around it',
    examples: [
      '7c1f6a52-3d7e-4b61-9a58-2f0d6be1c9e4.jsonl:26',
      'toolu_01fa788fa68603998daf8547 --around 10',
      '7c1f6a52 --full --format markdown',
    ],
    operands: '<reference>',
    options: ['repo', 'map', 'git', 'around', 'full', 'queries', 'allowHost', 'from'],
    homes: 'one',
    load: async () => (await import('../../commands/show.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/show/call-table.ts')).showTable),
      json,
      markdown: document(async () => (await import('../../report/show/markdown.ts')).showMarkdown),
    },
  }),
  entry({
    name: 'assess',
    summary: 'the assessment of one home or several: four questions, inventory, and every report',
    examples: [
      "--root /mnt/image --since 'last monday'",
      '--home /mnt/a --home /mnt/b --format html --output assessment.html',
      '--since 2w --format json',
    ],
    options: [...caseOptions, ...spoolOptions],
    homes: 'each',
    load: async () => (await import('../../commands/assess.ts')).run,
    rows: async () => (await import('../../row-sources/report-rows.ts')).reportRows,
    formats: {
      markdown: document(async () => (await import('../../report/assess/markdown.ts')).assessmentMarkdown),
      html: document(async () => (await import('../../report/assess/html.ts')).assessmentHtml),
      json,
    },
  }),
  entry({
    name: 'report',
    summary: 'the whole runbook as one incident report, with verdict and disclosure decision',
    examples: [
      "--since '24 hours ago'",
      '--root /mnt/image --home /mnt/image/home/dana --format casebook',
      '--allow-host artifacts.example.org --output incident.md',
    ],
    options: [...caseOptions, 'cost', 'from', ...spoolOptions],
    homes: 'one',
    load: async () => (await import('../../commands/report.ts')).run,
    rows: async () => (await import('../../row-sources/report-rows.ts')).reportRows,
    formats: {
      markdown: document(async () => (await import('../../report/case/markdown.ts')).renderCaseMarkdown),
      html: document(async () => (await import('../../report/case/html.ts')).renderCaseHtml),
      casebook: documentWithCalls(
        async () => (await import('../../report/casebook/casebook.ts')).renderCasebook,
      ),
      json,
      csv: document(async () => (await import('../../report/export/timeline-csv.ts')).timelineCsv),
      ecs: document(async () => (await import('../../report/export/ecs.ts')).caseEcs),
      ocsf: document(async () => (await import('../../report/export/ocsf.ts')).caseOcsf),
      timesketch: document(async () => (await import('../../report/export/timesketch.ts')).caseTimesketch),
      stix: document(async () => (await import('../../report/export/stix.ts')).caseStix),
    },
    toFile: {
      name: incidentFileName,
      summary: document(async () => (await import('../../report/case/summary.ts')).renderCaseSummary),
    },
  }),
];

/** `incident-dana-2026-11-20.md` */
function incidentFileName({ subject, generatedAt }: CaseReport, format: string): string {
  const name = subject.name.replace(/[^\w.-]+/g, '_').slice(0, 60);
  return `incident-${name}-${generatedAt.slice(0, 10)}.${fileExtension(format)}`;
}
