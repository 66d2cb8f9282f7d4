import type { WrittenBy } from '../events/provenance/written-by.ts';
import type { McpServer } from './mcp-server.ts';
import { toolName, type UseCounter } from './tool-use.ts';

/** What calls say of servers. */
export interface Witnesses {
  readonly uses: UseCounter;
  /** Which call registered a server, by its name. */
  readonly registrar: (name: string) => WrittenBy | undefined;
}

/**
 * Servers whose tools the transcripts show in use, but which no configuration names: connectors of the account, servers
 * given on the command line, and those that were removed since. https://code.claude.com/docs/en/mcp
 */
export function transcriptServers(
  { uses, registrar }: Witnesses,
  servers: readonly McpServer[],
): readonly McpServer[] {
  const configured = new Set(servers.flatMap(({ name, toolNames }) => [toolName(name), ...toolNames]));
  return uses
    .names()
    .filter((name) => !configured.has(name))
    .flatMap((name) => {
      const use = uses.useOf([name]);
      const registeredBy = registrar(name);
      const server = use && seenOnly(name, uses.agentOf(name) ?? 'claude-code', use);
      return server ? [{ ...server, ...(registeredBy && { registeredBy }) }] : [];
    });
}

function seenOnly(name: string, client: string, use: NonNullable<McpServer['use']>): McpServer {
  const { evidence } = use;
  return {
    client,
    scope: scopeOf(name),
    name: name.replace(/^claude_ai_/, ''),
    transport: 'unknown',
    args: [],
    environment: [],
    headers: [],
    autoApproved: [],
    enabled: true,
    inlineSecrets: [],
    ...evidence,
    file: evidence.path,
    modifiedAt: use.lastAt ?? '',
    evidence,
    envNames: [],
    toolNames: [name],
    use,
    unasked: [],
    approvedBlanketly: false,
    findings: [],
  };
}

/** Servers that Claude Code brings along. https://code.claude.com/docs/en/vs-code, https://code.claude.com/docs/en/chrome */
const builtIn = new Set(['ide', 'claude-in-chrome', 'computer-use']);

function scopeOf(name: string): string {
  if (builtIn.has(name)) return 'built-in';
  return name.startsWith('claude_ai_') ? 'connector' : 'transcript-only';
}
