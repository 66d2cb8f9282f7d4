import type { WrittenBy } from '../events/provenance/written-by.ts';
import type { ConfiguredServer } from '../evidence/configuration/read-servers.ts';
import type { ResolvedFile } from '../evidence/configuration/resolve-binary.ts';
import type { Appearance } from '../evidence/configuration/server-backups.ts';
import type { Standing } from './local-file.ts';
import type { PackageReference } from './package-reference.ts';
import type { ServerUse } from './tool-use.ts';

/** One configured MCP server of one client. Values of environment variables and headers never leave the reader. */
export interface McpServer extends ConfiguredServer {
  readonly envNames: readonly string[];
  /** What the command fetches and runs. */
  readonly package?: PackageReference;
  /** The program that the command names. */
  readonly binary?: ResolvedFile;
  /** The file that an interpreter runs. */
  readonly script?: ResolvedFile;
  /** Which of the two is of this machine and runs, and who answers for it. */
  readonly localFile?: ResolvedFile & { readonly standing: Standing };
  /** Text for a shell, or code on the command line. */
  readonly inlineCode?: string;
  /** Which call wrote it, where the transcripts say so. */
  readonly registeredBy?: WrittenBy;
  /** Which call put the program or script there. */
  readonly droppedBy?: WrittenBy;
  /** Whether the program or script is younger than its registration. */
  readonly changedSince?: boolean;
  /** Between which copies of its configuration the entry appeared, where copies are kept. */
  readonly appeared?: Appearance;
  /** As its tools are named in calls: the part between `mcp__` and `__`. */
  readonly toolNames: readonly string[];
  /** Calls of its tools in the transcripts. */
  readonly use?: ServerUse;
  /** When it last wrote a log, which proves that it was started; ISO 8601 UTC. */
  readonly loggedAt?: string;
  /** Why it may start, or its tools run, without anyone being asked, one sentence each. */
  readonly unasked: readonly string[];
  /** One of these reasons covers more than this server or tool. */
  readonly approvedBlanketly: boolean;
  /** Ids of the queries that match, worst first. */
  readonly findings: readonly string[];
}

/** Total order: by client, file, line, name. */
export function compareServers(a: McpServer, b: McpServer): number {
  return (
    order(a.client, b.client) ||
    order(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    order(a.name, b.name)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
