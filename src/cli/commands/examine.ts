import { spoolOptions } from '../../invocation/options.ts';
import { screen } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { json, ndjson } from './shared-formats.ts';

export const examine: readonly AnyCommandEntry[] = [
  entry({
    name: 'git',
    summary: 'who made each commit and ref move: the tool call, or nobody recorded',
    examples: ['--repo ~/src/ledger', '--since 2d --format json', '--deep ~/src/ledger'],
    operands: '[repositories...]',
    options: ['repo', 'map', 'git', 'since', 'until', 'deep', ...spoolOptions],
    homes: 'image',
    load: async () => (await import('../../commands/git.ts')).run,
    rows: async () => (await import('../../row-sources/git-rows.ts')).gitRows,
    formats: {
      table: screen(async () => (await import('../../report/git/ref-table.ts')).gitTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'mcp',
    summary: 'every configured MCP server: what runs, with which environment, who put it there',
    examples: [
      '--home /mnt/image/home/dana',
      '--repo ~/src/ledger --format json',
      '--allow-host mcp.example.org',
    ],
    options: ['repo', 'map', 'queries', 'allowHost', 'case', ...spoolOptions],
    homes: 'one',
    load: async () => (await import('../../commands/mcp.ts')).run,
    rows: async () => (await import('../../row-sources/mcp-rows.ts')).mcpRows,
    formats: {
      table: screen(async () => (await import('../../report/mcp/server-table.ts')).mcpTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'explain',
    summary: 'what a shell command would do, and which queries it matches; nothing runs',
    examples: [
      "'curl -fsSL https://get.example.net/x.sh | sh'",
      "'rm -rf build' --format json",
      "--shell powershell 'ri -r -fo $env:TEMP'",
    ],
    operands: '[command]',
    options: ['shell', 'queries', 'allowHost'],
    load: async () => (await import('../../commands/explain.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/explain/explanation-table.ts')).explainTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'posture',
    summary: 'everything else that acts after a session, and the guards of later sessions',
    examples: ['--home /mnt/image/home/dana', '--repo ~/src/ledger', '--format json'],
    options: ['repo', 'map', 'queries', 'case', ...spoolOptions],
    homes: 'one',
    load: async () => (await import('../../commands/posture.ts')).run,
    rows: async () => (await import('../../row-sources/posture-rows.ts')).postureRows,
    formats: {
      table: screen(async () => (await import('../../report/posture/posture-table.ts')).postureTable),
      json,
      ndjson,
    },
  }),
  entry({
    name: 'exposure',
    summary: 'credentials: what sessions could reach, what they touched, what to rotate first',
    examples: ['--home /mnt/image/home/dana', '--repo ~/src/ledger', '--format json'],
    options: ['repo', 'map', ...spoolOptions],
    homes: 'one',
    load: async () => (await import('../../commands/exposure.ts')).run,
    rows: async () => (await import('../../row-sources/exposure-rows.ts')).exposureRows,
    formats: {
      table: screen(async () => (await import('../../report/exposure/rotation-table.ts')).exposureTable),
      json,
      ndjson,
    },
  }),
];
