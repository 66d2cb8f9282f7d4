/**
 * Packages of MCP servers that many people use; a name that almost equals one of them may pose as it.
 * As of 2026-11-20, from https://github.com/modelcontextprotocol/servers and the vendors' own documentation.
 */
const wellKnownPackages: readonly string[] = [
  ...[
    'everything',
    'filesystem',
    'memory',
    'sequential-thinking',
    'github',
    'gitlab',
    'slack',
    'postgres',
    'redis',
  ].map((name) => `@modelcontextprotocol/server-${name}`),
  ...['puppeteer', 'brave-search', 'google-maps', 'gdrive', 'everart', 'aws-kb-retrieval'].map(
    (name) => `@modelcontextprotocol/server-${name}`,
  ),
  ...[
    '@modelcontextprotocol/inspector',
    '@modelcontextprotocol/sdk',
    '@playwright/mcp',
    '@upstash/context7-mcp',
  ],
  ...[
    '@supabase/mcp-server-supabase',
    '@sentry/mcp-server',
    '@notionhq/notion-mcp-server',
    '@stripe/mcp',
    '@azure/mcp',
  ],
  ...[
    '@cloudflare/mcp-server-cloudflare',
    '@heroku/mcp-server',
    '@elastic/mcp-server-elasticsearch',
    'mongodb-mcp-server',
  ],
  ...[
    'chrome-devtools-mcp',
    'figma-developer-mcp',
    'firecrawl-mcp',
    'mcp-remote',
    'exa-mcp-server',
    'tavily-mcp',
  ],
  ...[
    '@browsermcp/mcp',
    '@executeautomation/playwright-mcp-server',
    '@wonderwhy-er/desktop-commander',
    'supergateway',
  ],
  ...['task-master-ai', '@anthropic-ai/claude-code', '@openai/codex', '@google/gemini-cli', '@smithery/cli'],
  ...[
    'mcp-server-fetch',
    'mcp-server-git',
    'mcp-server-time',
    'mcp-server-sqlite',
    'mcp-server-sentry',
    'mcp-atlassian',
  ],
  ...[
    'mcp-proxy',
    'blender-mcp',
    'duckduckgo-mcp-server',
    'awslabs.core-mcp-server',
    'postgres-mcp',
    'mcp-obsidian',
  ],
];

const known = new Set(wellKnownPackages.map((name) => name.toLowerCase()));
/** Shorter names resemble each other by chance. */
const shortestName = 8;

const patterns = wellKnownPackages.map((name) => ({
  name,
  lower: name.toLowerCase(),
  plain: plain(name.toLowerCase()),
}));

/** The well-known package that a name resembles without being it. */
export function lookAlikeOf(name: string): string | undefined {
  const given = name.toLowerCase();
  if (known.has(given) || given.length < shortestName || given.length > 100) return undefined;
  const bare = plain(given);
  return patterns.find((other) => other.plain === bare || isNear(given, other.lower))?.name;
}

/** One letter more, less, other or swapped; two in long names. */
function isNear(given: string, other: string): boolean {
  const atMost = other.length >= 14 ? 2 : 1;
  return Math.abs(given.length - other.length) <= atMost && distance(given, other) <= atMost;
}

/** The same but for signs between the words is no other name to a reader. */
function plain(name: string): string {
  return name.replace(/[^a-z0-9]/g, '');
}

/** Levenshtein's distance, neighbours swapped counting as one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const edited = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swaps ? Math.min(edited, (before[j - 2] ?? 0) + 1) : edited);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
