import type { Agent } from './agent.ts';

export const hermes: Agent = {
  id: 'hermes',
  name: 'Hermes Agent',
  documentation: 'https://hermes-agent.nousresearch.com/docs/',
  programs: ['hermes'],

  folders: ['.hermes'],
  movedBy: { HERMES_HOME: '.hermes' },
  stores: [
    {
      base: 'home',
      paths: ['.hermes/sessions/session_*.json'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--yolo'],
    settings: { HERMES_YOLO_MODE: ['1', 'true', 'yes'] },
    ownSettings: {
      files: /\/\.hermes\/config\.ya?ml$/,
      settings: { 'approvals.mode': ['off', 'false'] },
    },
    source: 'https://hermes-agent.nousresearch.com/docs/user-guide/security',
  },
  credentials: [{ paths: ['.hermes/auth.json', '.hermes/.env'] }],
};
