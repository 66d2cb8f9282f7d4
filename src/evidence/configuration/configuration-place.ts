import type { McpPlace } from '../../agents/agent.ts';
import type { ConfigFormat } from './parse-configuration.ts';

/** A file that may hold MCP servers, and how it is to be read. */
export interface ConfigurationPlace extends McpPlace {
  readonly format: ConfigFormat;
}

const formats: readonly (readonly [string, ConfigFormat])[] = [
  ['.toml', 'toml'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.md', 'frontmatter'],
];

/** The form of a file by its name; JSON where that says nothing. */
export function configurationPlace(place: McpPlace): ConfigurationPlace {
  const format = formats.find(([ending]) => place.path.endsWith(ending))?.[1] ?? 'json';
  return { ...place, format };
}
