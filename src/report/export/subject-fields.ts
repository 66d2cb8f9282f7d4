import type { Effect } from '../../shell/effect.ts';
import type { ToolCallRow } from '../../transcripts/session-inventory.ts';

/** What a tool call is about, in the terms that event formats share. Each text comes from the evidence. */
export interface SubjectFields {
  readonly commandLine?: string;
  readonly filePath?: string;
  readonly url?: string;
  /** Name of the MCP server, of tools that one offers. */
  readonly mcpServer?: string;
}

const shells: ReadonlySet<string> = new Set(['Bash', 'PowerShell', 'BashOutput', 'KillShell']);
const fileTools: ReadonlySet<string> = new Set([
  'Read',
  'Write',
  'Edit',
  'MultiEdit',
  'NotebookEdit',
  'NotebookRead',
]);
const webTools: ReadonlySet<string> = new Set(['WebFetch', 'WebSearch']);

export function subjectFields({ tool, argument }: Pick<ToolCallRow, 'tool' | 'argument'>): SubjectFields {
  if (shells.has(tool)) return { commandLine: argument };
  if (fileTools.has(tool)) return { filePath: argument };
  if (webTools.has(tool)) return { url: argument };
  const server = /^mcp__(.{1,200}?)__/.exec(tool)?.[1];
  return server === undefined ? {} : { mcpServer: server };
}

/** The host of a URL or of a `host:port` target; nothing where there is none. */
export function hostOf(target: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^\s/@]{0,300}@)?\[?([a-z0-9.-]{1,253}|[0-9a-f:]{2,45})\]?(?::\d{1,5})?(?:[/?#]|$)/i
    .exec(target)?.[1]
    ?.toLowerCase();
}

const networkActions: ReadonlySet<Effect['action']> = new Set(['connect', 'download', 'upload', 'publish']);

/** Hosts that a call talks to, each once. */
export function hostsOf(effects: readonly Effect[]): readonly string[] {
  const hosts = effects
    .filter(({ action }) => networkActions.has(action))
    .map(({ target }) => hostOf(target));
  return [...new Set(hosts.filter((host) => host !== undefined))];
}

/** ATT&CK techniques of Sigma tags: `attack.t1059.004` → `T1059.004`. */
export function techniquesOf(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1]?.toUpperCase() ?? []);
}
