import type { ConfigurationPlace } from './configuration-place.ts';

/** A program that starts MCP servers, and every file in which it looks for them. */
export interface McpClient {
  readonly name: string;
  /** Where the places are documented; client registries of other tools where the vendor is silent. */
  readonly documentation: string;
  readonly places: readonly ConfigurationPlace[];
}
