import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

const folders = [
  '.local/share/goose/sessions',
  'Library/Application Support/Block/goose/sessions',
  'AppData/Roaming/Block/goose/sessions',
  'AppData/Roaming/Block/goose/data/sessions',
  '.goose/sessions',
];

export const goose: Agent = {
  id: 'goose',
  name: 'Goose',
  documentation: 'https://block.github.io/goose/docs/quickstart',
  programs: ['goose'],
  packages: { homebrew: ['block-goose-cli', 'block-goose'] },
  installations: [{ base: 'home', path: '.local/bin/goose', channel: 'binary' }],
  folders: ['.config/goose', 'AppData/Roaming/Block/goose/config'],
  configuration: ['.goosehints'],
  movedBy: { GOOSE_DB_PATH: '.local/share/goose/sessions/sessions.db' },
  stores: [
    {
      base: 'home',
      paths: folders.map((folder) => `${folder}/sessions.db`),
      session: 'database',
      looks: /"type"\s*:\s*"tool(?:Request|Response)"/,
      isRead: true,
      ledger: {
        reads:
          'the mode of a session (`goose_mode`), refusals, subagents, exit codes where a result has them',
        leavesOut:
          'modes before a session was switched, of which the database keeps the last: one that is older than the column has its default, `auto`; tokens',
      },
      source: 'https://block.github.io/goose/docs/guides/logs',
    },
    {
      base: 'home',
      paths: folders.map((folder) => `${folder}/*.jsonl`),
      session: 'file',
      isRead: true,
      source: 'https://block.github.io/goose/docs/guides/logs',
    },
  ],
  traces: [
    {
      base: 'home',
      // Ids of sessions: the day, and how many there were on it.
      paths: folders.map((folder) => `${folder}/sessions.db`),
      looks: /20\d{6}_\d{1,6}/,
      source: 'https://block.github.io/goose/docs/guides/logs',
    },
    {
      base: 'home',
      paths: ['.local/state/goose/logs/llm_request.*.jsonl'],
      looks: /"messages"\s*:/,
      source: 'https://block.github.io/goose/docs/guides/logs',
    },
  ],
  unattended: {
    settings: { GOOSE_MODE: ['auto'] },
    level: 'medium',
    source: 'https://block.github.io/goose/docs/guides/goose-permissions',
  },
  guards: [
    {
      base: 'home',
      paths: ['.config/goose/config.yaml', 'AppData/Roaming/Block/goose/config/config.yaml'],
      scope: 'user',
      format: 'yaml',
      settings: [
        {
          keys: ['GOOSE_MODE'],
          values: [
            {
              is: 'auto',
              loosens: true,
              meaning: 'nothing is asked; the variable of the same name goes before it',
            },
            { is: 'smart_approve', loosens: false, meaning: 'asks before what looks risky' },
            { is: /approve|chat/, loosens: false, meaning: 'asks before every tool, or runs none' },
          ],
        },
      ],
      source: 'https://block.github.io/goose/docs/guides/goose-permissions',
    },
  ],
  credentials: [{ paths: ['.config/goose/secrets.yaml'] }],
  mcp: {
    documentation: 'https://block.github.io/goose/docs/getting-started/using-extensions',
    places: user(
      ['.config/goose/config.yaml', 'AppData/Roaming/Block/goose/config/config.yaml'],
      'extensions',
    ),
  },
};
