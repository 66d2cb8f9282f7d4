import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

export const copilotCli: Agent = {
  id: 'copilot-cli',
  name: 'Copilot CLI',
  short: 'copilot',
  documentation: 'https://docs.github.com/en/copilot/how-tos/copilot-cli',
  programs: ['copilot'],
  packages: { npm: ['@github/copilot'], homebrew: ['copilot-cli'] },
  folders: ['.copilot'],
  settings: ['.copilot/settings.json', '.copilot/config.json'],
  movedBy: { COPILOT_HOME: '.copilot' },
  stores: [
    {
      base: 'home',
      paths: ['.copilot/session-state/*/events.jsonl'],
      session: 'folder',
      isRead: true,
      ledger: {
        seen: '1.0.64, 1.0.68 (2026-06)',
        reads:
          'mode from the moment in which it is changed, refusals, exit codes, what runs on in the background, subagents',
        leavesOut:
          'the mode at the start, which no record tells; the name of a server’s tool, which no rule tells from a tool of its own. of the first form (`history-session-state/`) times, folders and modes; `session-store.db`. Of subagents, resumed sessions and forms before 1.0.64 no real record was at hand',
      },
      looks: /^\{[^{]{0,100}"type"\s*:\s*"session\.start"/,
      source: 'https://docs.github.com/en/copilot/concepts/agents/copilot-cli/chronicle',
    },
    {
      base: 'home',
      paths: [
        '.copilot/session-state/*.jsonl',
        '.copilot/history-session-state/*.json',
        '.copilot/history-session-state/*.jsonl',
      ],
      session: 'file',
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/copilot.go',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.copilot/command-history-state.json'],
      looks: /"commandHistory"\s*:\s*\[\s*"/,
      source: 'https://docs.github.com/en/copilot/concepts/agents/copilot-cli/chronicle',
    },
    {
      base: 'home',
      paths: ['.copilot/session-store.db'],
      looks: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
      source: 'https://docs.github.com/en/copilot/concepts/agents/copilot-cli/chronicle',
    },
  ],
  unattended: {
    flags: ['--yolo', '--allow-all', '--allow-all-paths'],
    ownFlags: ['--allow-all-tools'],
    approvals: {
      words: [
        'onPermissionRequest',
        'OnPermissionRequest',
        'on_permission_request',
        'with_permission_handler',
        'ApproveAllHandler',
      ],
      // In TypeScript, Python, Go, C#, Java and PHP; in Rust. https://github.com/github/copilot-sdk
      given:
        /\b(?:set)?on_?permission_?request["'\]]*\s*(?:=>?|:|\()\s*(?:[\w.\\]{1,80}(?:\.|::))?approve_?all\b|\bwith_(?:permission_)?handler\([\w\s:.<>(]{0,100}ApproveAll/gi,
      asked:
        /\bon_?permission_?request["'\]]*\s*[=:]\s*(?:async\s+)?(?:\([^()]{0,100}\)(?:\s*:\s*[\w<>.]{1,60})?\s*=>|\w+\s*=>|lambda\b[^:\n]{0,80}:)/gi,
      yes: /\bkind["']?\s*[:=]\s*["'](?:approved|approve-(?:once|for-session|for-location|permanently))["']/i,
      no: /["'](?:reject(?:ed)?|deny|denied[\w-]*|no-result|user-not-available)["']/i,
    },
    source: 'https://docs.github.com/en/copilot/how-tos/copilot-cli',
  },
  guards: [
    {
      base: 'home',
      paths: ['.copilot/config.json'],
      scope: 'user',
      format: 'json',
      settings: ['trusted_folders', 'trustedFolders'].map((key) => ({
        keys: [key, '*'],
        values: [{ is: /.*/s, loosens: true, meaning: 'files of this folder may be read and run' }],
      })),
      source:
        'https://docs.github.com/en/copilot/how-tos/copilot-cli/set-up-copilot-cli/configure-copilot-cli',
    },
    {
      base: 'home',
      paths: ['.copilot/permissions-config.json'],
      scope: 'user',
      format: 'json',
      settings: [
        {
          keys: ['locations', '*', 'tool_approvals', '*', 'kind'],
          values: [
            { is: /.*/s, loosens: true, meaning: 'what was approved here for good is not asked for again' },
          ],
        },
      ],
      source:
        'https://docs.github.com/en/copilot/how-tos/copilot-cli/set-up-copilot-cli/configure-copilot-cli',
    },
  ],
  commits: {
    addresses: ['223556219+copilot@users.noreply.github.com'],
    source: 'https://docs.github.com/en/copilot/how-tos/copilot-cli',
  },
  credentials: [
    {
      kind: 'copilot',
      paths: ['.config', 'AppData/Local'].flatMap((folder) =>
        ['apps.json', 'hosts.json', 'oauth.json'].map((file) => `${folder}/github-copilot/${file}`),
      ),
    },
  ],
  mcp: {
    documentation: 'https://docs.github.com/en/copilot/how-tos/use-copilot-agents/use-copilot-cli',
    places: user('.copilot/mcp-config.json', 'mcpServers'),
  },
};
