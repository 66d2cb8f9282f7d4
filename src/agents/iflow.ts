import type { Agent } from './agent.ts';

export const iflow: Agent = {
  id: 'iflow',
  name: 'iFlow CLI',
  documentation: 'https://platform.iflow.cn/en/cli/quickstart',
  programs: ['iflow'],
  packages: { npm: ['@iflow-ai/iflow-cli'] },
  folders: ['.iflow'],
  stores: [
    {
      base: 'home',
      paths: ['.iflow/projects/*/*.jsonl'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--yolo', '-y'],
    values: { '--approval-mode': ['yolo'] },
    // Every setting has four names as a variable.
    settings: Object.fromEntries(
      ['IFLOW', 'iflow'].flatMap((prefix) =>
        ['approvalMode', 'APPROVAL_MODE'].map((name) => [`${prefix}_${name}`, ['yolo']]),
      ),
    ),
    ownSettings: { files: /\/\.iflow\/settings\.json$/, settings: { approvalMode: ['yolo'] } },
    source: 'https://platform.iflow.cn/en/cli/configuration/settings',
  },
  credentials: [{ paths: ['.iflow/oauth_creds.json'] }],
};
