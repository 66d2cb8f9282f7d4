import { document, screen } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { json, ndjson } from './shared-formats.ts';

export const prevent: readonly AnyCommandEntry[] = [
  entry({
    name: 'replay',
    summary: 'what a set of permission settings would have done with every recorded call',
    examples: [
      '--suggest',
      '--settings proposed.json --against current.json',
      '--since 2w --format settings',
    ],
    operands: '[sessions...]',
    options: [
      'map',
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
    homes: 'one',
    load: async () => (await import('../../commands/replay.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/replay/replay-table.ts')).replayTable),
      json,
      settings: document(async () => (await import('../../report/replay/settings.ts')).suggestedSettings),
      ndjson,
    },
  }),
  entry({
    name: 'harden',
    summary: 'managed settings, hook and detections that hold next time: plan, write, check, revert',
    examples: ['--output-dir plan', '--check', '--system linux --output-dir plan'],
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
    load: async () => (await import('../../commands/harden.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/harden/hardening-table.ts')).hardenTable),
      json,
    },
  }),
  entry({
    name: 'hook',
    summary: 'PreToolUse hook for Claude Code: answers on standard output, from effects and a policy',
    examples: ['--policy policy.json', '--log /var/log/hook.ndjson', '--allow-host registry.example.org'],
    options: ['policy', 'log', 'failOpen', 'allowHost'],
    load: async () => (await import('../../commands/hook.ts')).run,
    formats: { json: document(async () => (await import('../../report/hook/answer.ts')).renderHookAnswer) },
  }),
];
