import type { McpServer } from '../../mcp/mcp-server.ts';

/** What an analyst looks up of the file that a server runs: digest, owner, mode; nothing where none is of this machine. */
export function localFileWords({ localFile }: McpServer): string {
  if (!localFile?.facts || localFile.standing === 'installed') return '';
  const { sha256 = 'not taken: too large', ownerId, mode } = localFile.facts;
  return `${localFile.path}: ${localFile.standing}, owner ${ownerId}, mode ${mode}, SHA-256 ${sha256}`;
}
