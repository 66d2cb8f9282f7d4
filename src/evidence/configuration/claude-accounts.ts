import { join } from 'node:path';
import type { EvidenceReference } from '../artifact.ts';
import { furtherAgentFolders } from './agent-folders.ts';
import { member, textOf } from './config-value.ts';
import type { ConfigurationReader } from './configuration-reader.ts';

/** The account with which an agent was signed in when its state was last written. */
export interface AgentAccount {
  /** As the evidence writes them. */
  readonly email?: string;
  readonly name?: string;
  readonly organization?: string;
  readonly accountId?: string;
  readonly organizationId?: string;
  /** ISO 8601 UTC: sessions before it may have run under another account. */
  readonly asOf: string;
  readonly evidence: EvidenceReference;
}

/** Accounts that Claude Code keeps in `~/.claude.json`. https://code.claude.com/docs/en/settings#global-config-settings */
export function claudeAccounts(reader: ConfigurationReader): readonly AgentAccount[] {
  const { evidence } = reader;
  const folders = [evidence.home.directory, ...furtherAgentFolders(evidence)];
  return folders.flatMap((folder) => accountOf(join(folder, '.claude.json'), reader));
}

function accountOf(file: string, reader: ConfigurationReader): readonly AgentAccount[] {
  const state = reader.read(file, 'json');
  const account = member(state?.root, 'oauthAccount');
  if (!state || !account) return [];
  const words = Object.entries(fields).flatMap(([name, key]) => {
    const text = textOf(member(account, key));
    return text === undefined || text === '' ? [] : [[name, text.slice(0, longestText)] as const];
  });
  if (words.length === 0) return [];
  return [
    {
      ...Object.fromEntries(words),
      asOf: state.modifiedAt,
      evidence: { path: state.path, pointer: '/oauthAccount' },
    },
  ];
}

const longestText = 200;

const fields = {
  email: 'emailAddress',
  name: 'displayName',
  organization: 'organizationName',
  accountId: 'accountUuid',
  organizationId: 'organizationUuid',
} as const satisfies Partial<Record<keyof AgentAccount, string>>;
