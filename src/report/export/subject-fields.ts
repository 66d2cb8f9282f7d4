import type { Effect } from '../../shell/effect.ts';
import type { ToolCallRow } from '../../transcripts/session-inventory.ts';
import type { ToolKind } from '../../transcripts/tool-kind.ts';

/** What a tool call is about, in the terms that event formats share. Each text comes from the evidence. */
export interface SubjectFields {
  readonly commandLine?: string;
  readonly filePath?: string;
  readonly url?: string;
  /** Name of the MCP server, of tools that one offers. */
  readonly mcpServer?: string;
}

type Subject = Pick<ToolCallRow, 'toolKind' | 'mcp' | 'argument'>;

/** By what the tool is for; the argument of any other is no subject. */
const subjects: Readonly<Partial<Record<ToolKind, (call: Subject) => SubjectFields>>> = {
  shell: ({ argument }) => ({ commandLine: argument }),
  read: ({ argument }) => ({ filePath: argument }),
  write: ({ argument }) => ({ filePath: argument }),
  web: ({ argument }) => ({ url: argument }),
  mcp: ({ mcp }) => (mcp ? { mcpServer: mcp.server } : {}),
};

export function subjectFields(call: Subject): SubjectFields {
  return subjects[call.toolKind]?.(call) ?? {};
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
