import { parsePropertyList } from '../property-lists/parse-property-list.ts';
import type { ConfigEntry, ParsedConfig } from './config-value.ts';
import { parseJson } from './parse-json.ts';
import { parseToml } from './parse-toml.ts';
import { parseYaml } from './parse-yaml.ts';

/** The forms in which configurations come. `frontmatter` is the YAML block at the head of a Markdown file. */
const parsers = {
  json: parseJson,
  toml: parseToml,
  yaml: parseYaml,
  frontmatter: parseFrontmatter,
  plist: parsePropertyList,
} as const satisfies Record<string, (text: string) => ParsedConfig>;

export type ConfigFormat = keyof typeof parsers;

/** Never throws: what cannot be parsed, nesting that exhausts the stack included, is a problem in the result. */
export function parseConfiguration(text: string, format: ConfigFormat): ParsedConfig {
  try {
    return parsers[format](text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof RangeError ? 'is nested deeper than this program follows' : String(error);
    return { problems: [{ reason }] };
  }
}

/**
 * Agents read the head of a Markdown file more leniently than YAML allows (`description: a: b`). Where it is no YAML,
 * its plain `key: value` lines count, and only what must be nested is a problem.
 */
function parseFrontmatter(text: string): ParsedConfig {
  const block = frontmatterOf(text);
  const parsed = parseYaml(block);
  if (parsed.problems.length === 0) return parsed;
  const entries = block.split('\n').flatMap((line, index): ConfigEntry[] => {
    const [, key, value] = /^([A-Za-z][\w-]{0,60}):[ \t]{0,20}(.*)$/.exec(line) ?? [];
    const at = { line: index + 1 };
    return key === undefined ? [] : [{ key, ...at, value: { kind: 'scalar', ...at, value: value ?? '' } }];
  });
  const isNested = entries.some(({ key }) => key === 'mcpServers' || key === 'hooks');
  return { root: { kind: 'object', entries }, problems: isNested ? parsed.problems : [] };
}

/** The block between the first two `---` lines, with an empty line in place of the first, so that lines stay true. */
function frontmatterOf(text: string): string {
  const start = /^---[ \t]{0,20}\r?\n/.exec(text);
  if (!start) return '';
  const end = text.indexOf('\n---', start[0].length - 1);
  return end === -1 ? '' : `\n${text.slice(start[0].length, end)}`;
}
