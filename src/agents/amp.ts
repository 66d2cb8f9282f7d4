import type { Agent, GuardSetting } from './agent.ts';
import { project, user } from './mcp-places.ts';

const guardSettings: readonly GuardSetting[] = [
  {
    keys: ['amp.dangerouslyAllowAll'],
    values: [
      { is: 'true', loosens: true, meaning: 'nothing is asked' },
      { is: 'false', loosens: false, meaning: 'tools are asked for as the permissions say' },
    ],
  },
  {
    keys: ['amp.permissions', '*', 'action'],
    values: [
      {
        is: 'allow',
        loosens: true,
        meaning: 'what this rule matches is not asked for; the first rule that matches counts',
      },
      {
        is: /ask|reject|delegate/,
        loosens: false,
        meaning: 'what this rule matches is asked for, or refused',
      },
    ],
  },
];

export const amp: Agent = {
  id: 'amp',
  name: 'Amp',
  documentation: 'https://ampcode.com/manual',
  programs: ['amp'],
  packages: { npm: ['@sourcegraph/amp'] },
  extensions: ['sourcegraph.amp'],
  installations: [{ base: 'home', path: '.local/bin/amp', channel: 'binary' }],
  folders: ['.config/amp', '.amp'],
  stores: [
    {
      // The server is the master of what lies here.
      base: 'home',
      paths: ['.local/share/amp/threads/T-*.json'],
      session: 'file',
      isRead: true,
      ledger: {
        reads: 'exit codes, refusals',
        leavesOut: 'the mode, which no record tells; what the server has and this copy does not; subagents',
      },
      looks: /^\s{0,10}\{[^{}]{0,200}"id"\s*:\s*"T-[0-9a-f]{8}-/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/amp.go',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.local/share/amp/history.jsonl'],
      looks: /"text"\s*:/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/amp.go',
    },
  ],
  unattended: {
    ownFlags: ['--dangerously-allow-all'],
    settings: { 'amp.dangerouslyAllowAll': ['true', '1', 'yes'] },
    source: 'https://ampcode.com/manual',
  },
  guards: [
    {
      base: 'home',
      paths: ['.config/amp/settings.json'],
      scope: 'user',
      format: 'json',
      settings: guardSettings,
      source: 'https://ampcode.com/manual#permissions',
    },
    {
      base: 'project',
      paths: ['.amp/settings.json'],
      scope: 'project',
      format: 'json',
      settings: guardSettings,
      source: 'https://ampcode.com/manual#permissions',
    },
    {
      base: 'system',
      paths: ['/etc/ampcode/managed-settings.json'],
      scope: 'managed',
      format: 'json',
      settings: guardSettings,
      source: 'https://ampcode.com/manual#permissions',
    },
  ],
  commits: {
    addresses: ['amp@ampcode.com'],
    trailers: ['Amp-Thread-ID'],
    sessions: [/ampcode\.com\/threads\/(T-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi],
    source: 'https://ampcode.com/manual',
  },
  credentials: [{ paths: ['.local/share/amp/secrets.json'] }],
  mcp: {
    documentation: 'https://ampcode.com/manual',
    places: [
      ...user('.config/amp/settings.json', 'amp.mcpServers'),
      ...project('.amp/settings.json', 'amp.mcpServers'),
    ],
  },
};
