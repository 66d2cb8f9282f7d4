import { dirname } from 'node:path';
import type { Query } from '../../src/detect/query.ts';

const attack = 'https://attack.mitre.org/techniques/';

/** The page that lists the pack: one section for each folder of `queries/`. */
export function queriesPage(queries: readonly Query[]): string {
  const areas = [...new Set(queries.map(areaOf))].sort();
  const sections = areas.map((area) => {
    const own = queries.filter((query) => areaOf(query) === area);
    return `## ${area.replaceAll('_', ' ')}\n\n${own.map(entry).join('\n')}`;
  });
  const head = `# Queries

${queries.length} queries, by folder of \`queries/\`. Written from the files themselves; how to add one is in
[add a query](add-a-query.md).
`;
  return `${[head, ...sections].join('\n')}`;
}

function areaOf({ source }: Query): string {
  return dirname(source.path);
}

function entry({ queryId, title, level, description, tags, falsePositives, nextStep }: Query): string {
  const techniques = tags
    .map((tag) => /^attack\.(t\d{4})(?:\.(\d{3}))?$/.exec(tag))
    .filter((found) => found !== null)
    .map(([, technique = '', part]) => {
      const id = technique.toUpperCase();
      return `[${part === undefined ? id : `${id}.${part}`}](${attack}${id}${part === undefined ? '' : `/${part}`}/)`;
    });
  return `### ${queryId}

**${title}** · ${level} · ${techniques.join(', ')}

${joined(description)}

- May be harmless: ${falsePositives.join('; ')}
- Next: ${joined(nextStep ?? '')}
`;
}

function joined(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
