import type { Action, Trait } from './effect.ts';

export interface SqlEffect {
  readonly action: Action;
  /** Start of the statement. */
  readonly target: string;
  readonly traits: readonly Trait[];
}

interface Kind {
  readonly pattern: RegExp;
  readonly action: Action;
  readonly traits?: readonly Trait[];
}

/** First word or words of a statement. A `delete` or `update` without `where` takes the whole table. */
const kinds: readonly Kind[] = [
  {
    pattern: /^drop\s+(?:database|schema|keyspace|user|role)/,
    action: 'delete',
    traits: ['irreversible', 'recursive'],
  },
  { pattern: /^(?:drop|truncate|purge)\b/, action: 'delete', traits: ['irreversible'] },
  { pattern: /^delete\s+from\s+\S+\s*$/, action: 'delete', traits: ['irreversible', 'recursive'] },
  { pattern: /^delete\b/, action: 'delete', traits: ['irreversible'] },
  { pattern: /^update\b(?!.*\bwhere\b)/, action: 'write', traits: ['irreversible'] },
  { pattern: /^(?:grant|alter\s+(?:user|role)|create\s+(?:user|role))\b/, action: 'escalate' },
  { pattern: /^alter\s+table\b.*\bdrop\b/, action: 'delete', traits: ['irreversible'] },
  {
    pattern: /^(?:copy\b.*\bto\s+program|load_file|select\b.*\binto\s+(?:outfile|dumpfile))/,
    action: 'write',
  },
  { pattern: /^copy\b.*\bfrom\s+program\b/, action: 'execute' },
  {
    pattern:
      /^(?:insert|update|merge|replace|create|alter|rename|comment|import|load|copy|upsert|vacuum|reindex|refresh|set\s+global|call|do|revoke)\b/,
    action: 'write',
  },
];

const longestSql = 32 * 1024;
const mostStatements = 200;

/** What the statements of a script change; nothing for those that only read. Comments and strings are data. */
export function sqlEffects(sql: string): readonly SqlEffect[] {
  const plain = withoutData(sql.slice(0, longestSql));
  return plain
    .split(';')
    .slice(0, mostStatements)
    .flatMap((statement) => {
      const text = statement.trim().replace(/\s+/g, ' ');
      const lower = text
        .toLowerCase()
        .replace(/^explain(?: analyze)? (?=\w)/, (match) => (match.includes('analyze') ? '' : 'explain '));
      const changed = /^with\b/.test(lower)
        ? (/\)\s*((?:insert|update|delete|merge)\b.*)$/.exec(lower)?.[1] ?? lower)
        : lower;
      const kind = kinds.find(({ pattern }) => pattern.test(changed));
      return kind ? [{ action: kind.action, target: text.slice(0, 120), traits: kind.traits ?? [] }] : [];
    });
}

function withoutData(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''");
}
