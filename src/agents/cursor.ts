import type { Agent, GuardSetting } from './agent.ts';
import { project, user } from './mcp-places.ts';
import { codeUser } from './paths.ts';

const guardSettings: readonly GuardSetting[] = [
  {
    keys: ['approvalMode'],
    values: [
      { is: 'unrestricted', loosens: true, meaning: 'nothing is asked' },
      { is: 'allowlist', loosens: false, meaning: 'what is not allowed is asked for' },
    ],
  },
  {
    keys: ['permissions', 'allow', '*'],
    values: [{ is: /.*/s, loosens: true, meaning: 'runs without being asked for, unless it is denied' }],
  },
  {
    keys: ['permissions', 'deny', '*'],
    values: [{ is: /.*/s, loosens: false, meaning: 'does not run, whatever is allowed' }],
  },
  {
    keys: ['sandbox', 'mode'],
    values: [
      { is: 'disabled', loosens: true, meaning: 'commands run without a sandbox' },
      { is: 'enabled', loosens: false, meaning: 'commands run in a sandbox' },
    ],
  },
];

export const cursor: Agent = {
  id: 'cursor',
  name: 'Cursor',
  documentation: 'https://cursor.com/docs',
  programs: ['cursor-agent'],
  sharedPrograms: ['agent'],
  packages: { homebrew: ['cursor', 'cursor-cli'] },
  installations: [
    { base: 'home', path: '.local/bin/cursor-agent', channel: 'binary' },
    { base: 'system', path: '/Applications/Cursor.app', channel: 'app' },
  ],
  folders: ['.cursor'],
  configuration: ['.cursorrules'],
  settings: ['.cursor/cli-config.json'],
  stores: [
    {
      base: 'home',
      paths: codeUser('globalStorage/state.vscdb', ['Cursor']).filter((path) => !path.startsWith('.vscode')),
      session: 'database',
      looks: /composerData:[0-9a-f]{8}|bubbleId:[0-9a-f]{8}/,
      isRead: true,
      ledger: {
        reads:
          'of the editor (`state.vscdb`): exit codes, refusals, subagents, tokens, the contents of files before and after an edit. Of transcripts: subagents; the folder where the path in a call tells it',
        leavesOut:
          'the mode, which no record tells; of the editor when calls ended; of transcripts the results and the times of calls, which none has: what became of a call is `unknown`. Chats of the editor before it had agents, and `chats/` of the command line, whose form no public source tells; its transcripts are read',
      },
      source: 'https://github.com/kenn-io/agentsview/issues/1515',
    },
    {
      base: 'home',
      paths: ['*.jsonl', '*/*.jsonl', '*/subagents/*.jsonl'].map(
        (file) => `.cursor/projects/*/agent-transcripts/${file}`,
      ),
      session: 'file',
      looks: /^\{\s*"role"\s*:\s*"user"\s*,\s*"message"\s*:/,
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
    {
      base: 'home',
      paths: ['.cursor/projects/*/agent-transcripts/*.txt'],
      session: 'file',
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/cursor.go',
    },
    {
      base: 'home',
      paths: ['.cursor/chats/*/*/store.db'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.cursor/prompt_history.json'],
      looks: /\[\s*"/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--force', '-f', '--yolo'],
    ownSettings: {
      files: /\/\.cursor\/cli(?:-config)?\.json$/,
      settings: { 'permissions.allow': [/^Shell(?:\(\*+\))?$/], approvalMode: ['unrestricted'] },
    },
    source: 'https://cursor.com/docs/cli/reference/parameters',
  },
  guards: [
    {
      base: 'home',
      paths: ['.cursor/cli-config.json'],
      scope: 'user',
      format: 'json',
      settings: guardSettings,
      source: 'https://cursor.com/docs/cli/reference/permissions',
    },
    {
      base: 'project',
      paths: ['.cursor/cli.json'],
      scope: 'project',
      format: 'json',
      settings: guardSettings,
      source: 'https://cursor.com/docs/cli/reference/permissions',
    },
    {
      base: 'home',
      paths: ['.cursor/permissions.json'],
      scope: 'user',
      format: 'json',
      settings: ['terminalAllowlist', 'mcpAllowlist'].map((key) => ({
        keys: [key, '*'],
        values: [
          {
            is: /.*/s,
            loosens: true,
            meaning: 'runs without being asked for; goes before the list in the editor',
          },
        ],
      })),
      source: 'https://cursor.com/docs/reference/permissions',
    },
  ],
  commits: {
    addresses: ['cursoragent@cursor.com'],
    source: 'https://cursor.com/docs/cli/reference/configuration',
  },
  credentials: [{ paths: ['.config/cursor/auth.json'] }],
  mcp: {
    documentation: 'https://docs.cursor.com/context/model-context-protocol',
    places: [...user('.cursor/mcp.json', 'mcpServers'), ...project('.cursor/mcp.json', 'mcpServers')],
  },
};
