import type { EvidenceReference } from '../evidence/artifact.ts';

/** One configured MCP server of one client. Values of environment variables and headers never leave the reader. */
export interface McpServer {
  /** Key of the client registry: `claude-code`, `cursor`, … */
  readonly client: string;
  /** `user`, `local`, `project`, `managed`, `plugin`, … */
  readonly scope: string;
  readonly name: string;
  readonly transport: string;
  readonly command?: string;
  readonly args: readonly string[];
  readonly url?: string;
  readonly envNames: readonly string[];
  /** The configuration file, relative to the home where it lies inside, else absolute. */
  readonly path: string;
  readonly line?: number;
  /** Which call wrote it, where the transcripts say so. */
  readonly registeredBy?: {
    readonly toolCallId: string;
    readonly sessionId: string;
    readonly at?: string;
    readonly permissionMode: string;
  };
  /** One sentence each, or query ids. */
  readonly findings: readonly string[];
  readonly evidence: EvidenceReference;
}
