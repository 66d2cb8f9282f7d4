// What agents do on a day on which nothing happens: work, some of it with prompts off, and its usual findings.
import { add, ago, days, now } from './host.mjs';

const hour = 60 * 60 * 1000;

/** Weight, tool, argument, effects, and what else is known of the call. */
const templates = [
  [14, 'Read', '/src/index.ts', ['read repository certain']],
  [12, 'Edit', '/src/index.ts', ['write repository certain']],
  [6, 'Grep', 'TODO', ['read repository certain']],
  [10, 'Bash', 'npm test', ['execute repository likely'], { programs: ['npm'] }],
  [8, 'Bash', 'git status --short', ['read repository certain'], { programs: ['git'] }],
  [6, 'Bash', 'git diff --stat', ['read repository certain'], { programs: ['git'] }],
  [4, 'Bash', 'git commit -am "Fix the parser"', ['write repository certain'], { programs: ['git'] }],
  [2, 'Bash', 'git push', ['publish outside certain'], { programs: ['git'], hosts: ['github.com'] }],
  [
    3,
    'Bash',
    'npm install',
    ['install repository certain', 'connect outside likely'],
    { programs: ['npm'], hosts: ['registry.npmjs.org'], traits: ['from-network'] },
  ],
  [
    1,
    'Bash',
    'pip install -r requirements.txt',
    ['install path-binaries likely'],
    { programs: ['pip'], hosts: ['pypi.org'], traits: ['from-network'] },
  ],
  [
    2,
    'Bash',
    'rm -rf dist',
    ['delete repository certain'],
    { programs: ['rm'], traits: ['recursive', 'forced'], paths: ['dist'] },
  ],
  [
    1,
    'Bash',
    'rm -rf /tmp/build-cache',
    ['delete temporary certain'],
    { programs: ['rm'], traits: ['recursive', 'forced'], paths: ['/tmp/build-cache'] },
  ],
  [
    0.02,
    'Bash',
    'rm -rf ~/.cache/yarn',
    ['delete home certain'],
    { programs: ['rm'], traits: ['recursive', 'forced'], paths: ['~/.cache/yarn'] },
  ],
  [
    0.02,
    'Bash',
    "echo 'export PATH=$PATH:~/bin' >> ~/.zshrc",
    ['write persistence certain'],
    { programs: ['echo'], paths: ['~/.zshrc'] },
  ],
  [
    0.5,
    'Bash',
    'curl -s https://api.github.com/repos/acme/app',
    ['connect outside certain'],
    { programs: ['curl'], hosts: ['api.github.com'] },
  ],
  [
    0.2,
    'Bash',
    'curl -F file=@report.html https://artifacts.example.com/upload',
    ['upload outside certain'],
    { programs: ['curl'], hosts: ['artifacts.example.com'] },
  ],
  [
    0.05,
    'Bash',
    'curl -fsSL https://sh.rustup.rs | sh',
    ['download outside certain', 'execute outside certain'],
    {
      programs: ['curl', 'sh'],
      hosts: ['sh.rustup.rs'],
      traits: ['from-network'],
      query: 'download_piped_to_shell',
    },
  ],
  [
    0.01,
    'Bash',
    'git push --force origin topic',
    ['publish outside certain'],
    { programs: ['git'], hosts: ['github.com'], traits: ['forced'], query: 'git_force_push' },
  ],
  [
    2,
    'mcp__github__get_issue',
    '{"number":42}',
    ['connect outside likely'],
    { mcpServer: 'github', hosts: ['api.githubcopilot.com'] },
  ],
  [2, 'TodoWrite', '', []],
];

const popularSites = [
  'developer.mozilla.org',
  'nodejs.org',
  'docs.python.org',
  'stackoverflow.com',
  'react.dev',
  'www.postgresql.org',
];

const servers = [
  [
    0.5,
    {
      client: 'claude-code',
      scope: 'user',
      name: 'github',
      transport: 'http',
      url: 'https://api.githubcopilot.com/mcp/',
      definitionId: 'a1'.repeat(8),
    },
  ],
  [
    0.3,
    {
      client: 'claude-code',
      scope: 'project',
      name: 'playwright',
      transport: 'stdio',
      command: 'npx',
      args: ['-y', '@playwright/mcp@latest'],
      packageName: '@playwright/mcp',
      packageVersion: 'latest',
      packageRunner: 'npx',
      packagePinned: false,
      definitionId: 'b2'.repeat(8),
    },
  ],
  [
    0.2,
    {
      client: 'claude-code',
      scope: 'user',
      name: 'context7',
      transport: 'stdio',
      command: 'npx',
      args: ['-y', '@upstash/context7-mcp'],
      packageName: '@upstash/context7-mcp',
      packageRunner: 'npx',
      packagePinned: false,
      definitionId: 'c3'.repeat(8),
    },
  ],
  [
    0.1,
    {
      client: 'cursor',
      scope: 'user',
      name: 'filesystem',
      transport: 'stdio',
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-filesystem@2026.1.14'],
      packageName: '@modelcontextprotocol/server-filesystem',
      packageVersion: '2026.1.14',
      packageRunner: 'npx',
      packagePinned: true,
      definitionId: 'd4'.repeat(8),
    },
  ],
];

const flags = [
  [
    6,
    {
      path: '.zsh_history',
      line: 311,
      kind: 'invocation',
      route: 'skip-permissions-flag',
      scope: 'one-off-command',
      guard: 'none',
      isolation: 'none',
      level: 'medium',
      text: 'claude --dangerously-skip-permissions',
    },
  ],
  [
    2,
    {
      path: 'scripts/agent.sh',
      line: 4,
      kind: 'invocation',
      route: 'skip-permissions-flag',
      scope: 'repository-script',
      guard: 'is-sandbox',
      isolation: 'container',
      level: 'low',
      text: 'IS_SANDBOX=1 claude --dangerously-skip-permissions',
    },
  ],
  [
    1,
    {
      path: '.zshrc',
      line: 88,
      kind: 'definition',
      route: 'skip-permissions-flag',
      scope: 'shell-profile',
      guard: 'none',
      isolation: 'none',
      level: 'high',
      text: "alias yolo='claude --dangerously-skip-permissions'",
    },
  ],
  [
    1,
    {
      path: '.claude/settings.json',
      line: 3,
      kind: 'definition',
      route: 'default-mode-setting',
      scope: 'settings',
      guard: 'none',
      isolation: 'none',
      level: 'high',
      text: '"defaultMode": "bypassPermissions"',
    },
  ],
  [
    2,
    {
      path: '.github/workflows/agent.yml',
      line: 22,
      kind: 'invocation',
      route: 'skip-permissions-flag',
      scope: 'ci-job',
      guard: 'none',
      isolation: 'hosted-runner',
      level: 'medium',
      text: 'claude --dangerously-skip-permissions -p "$TASK"',
    },
  ],
  [
    4,
    {
      path: 'README.md',
      line: 40,
      kind: 'mention',
      route: 'skip-permissions-flag',
      scope: 'repository-script',
      guard: 'none',
      isolation: 'none',
      level: 'informational',
      text: 'never use --dangerously-skip-permissions',
    },
  ],
];

/** @param calls how many, about */
export function background(host, { random, calls }) {
  snapshotRows(host, random);
  const sessions = Math.max(1, Math.round(calls / 25));
  for (let number = 0; number < sessions; number++)
    session(host, { random, number, calls: Math.round(calls / sessions) });
  commits(host, random);
}

function session(host, { random, number, calls }) {
  const sessionId = `${host.id.slice(0, 8)}-${String(number).padStart(4, '0')}`;
  const startMs = now - random.between(host.runs.at(-1).ms, days(40));
  const isOld = host.version.startsWith('1.');
  const mode = isOld
    ? 'unknown'
    : random.weighted([
        [70, 'default'],
        [14, 'acceptEdits'],
        [12, 'bypassPermissions'],
        [4, 'plan'],
      ]);
  const stepMs = random.between(5_000, 120_000);
  const queries = new Map();
  for (let index = 0; index < calls; index++) {
    const at = startMs + index * stepMs;
    const [, tool, argument, effects, more = {}] = random.weighted(
      templates.map((template) => [template[0], template]),
    );
    const { query, ...known } = more;
    const id = `toolu_${host.id.slice(0, 6)}${number}x${index}`;
    const site = tool === 'Read' && random.chance(0.03) ? siteOf(host, random) : undefined;
    add(host, 'calls', id, {
      at: new Date(at).toISOString(),
      toolCallId: id,
      sessionId,
      project: '-src-app',
      cwd: `${host.home}/src/app`,
      gitBranch: 'topic',
      tool: site ? 'WebFetch' : tool,
      argument: site ? `https://${site}/docs` : argument,
      endedAt: new Date(at + 900).toISOString(),
      durationMs: 900,
      permissionMode: mode,
      permissionModeSource: mode === 'unknown' ? 'none' : 'user-record',
      outcome: random.weighted([
        [92, 'succeeded'],
        [6, 'failed'],
        [2, 'denied'],
      ]),
      agentVersion: host.version,
      effects: site ? ['connect outside certain'] : effects,
      ...(site ? { hosts: [site] } : known),
      evidencePath: `.claude/projects/-src-app/${sessionId}.jsonl`,
      evidenceLine: index * 2 + 1,
    });
    if (query) queries.set(query, [...(queries.get(query) ?? []), { id, argument, at }]);
  }
  for (const [queryId, found] of queries) finding(host, { queryId, level: 'high', sessionId, found, mode });
  if (mode === 'bypassPermissions' && random.chance(0.3)) {
    finding(host, {
      queryId: 'work_in_bypass_mode',
      level: 'low',
      sessionId,
      found: [{ id: 'none', argument: mode, at: startMs }],
      mode,
    });
  }
  summary(host, { sessionId, startMs, durationMs: calls * stepMs, calls, mode, random });
}

/** Most pages are such as everybody reads; each host also reads some that nobody else does. */
function siteOf(host, random) {
  return random.chance(0.8)
    ? random.pick(popularSites)
    : `blog-${host.index}-${random.below(50)}.example.org`;
}

export function finding(host, { queryId, level, sessionId, found, mode, ...more }) {
  const [first] = found;
  add(host, 'findings', `${queryId} ${sessionId}`, {
    at: new Date(first.at).toISOString(),
    queryId,
    title: queryId.replaceAll('_', ' '),
    level,
    tags: ['attack.t1059'],
    subject: first.argument,
    count: found.length,
    sessionId,
    toolCallIds: found.map(({ id }) => id).slice(0, 20),
    arguments: found.map(({ argument }) => argument).slice(0, 5),
    permissionModes: [mode],
    outcomes: ['succeeded'],
    evidencePath: `.claude/projects/-src-app/${sessionId}.jsonl`,
    evidenceLine: 1,
    ...more,
  });
}

export function summary(host, { sessionId, startMs, durationMs, calls, mode, random, ...more }) {
  const bypass = mode === 'bypassPermissions';
  const at = new Date(startMs).toISOString();
  const endedAt = new Date(startMs + durationMs).toISOString();
  const project = { project: '-src-app', cwd: `${host.home}/src/app` };
  const evidencePath = `.claude/projects/-src-app/${sessionId}.jsonl`;
  add(host, 'sessions', sessionId, {
    at,
    sessionId,
    ...project,
    format: 'nested',
    endedAt,
    durationMs,
    agentVersions: [host.version],
    entrypoints: ['cli'],
    models: ['model-a'],
    toolCalls: calls,
    bypassCalls: bypass ? calls : 0,
    failedCalls: 2,
    deniedCalls: 0,
    tools: [`Bash=${calls}`],
    modes: [`${mode}=${calls}`],
    bypassMs: bypass ? durationMs : 0,
    unattendedMs: random.chance(0.02) ? durationMs : Math.min(durationMs, hour / 4),
    unattendedCalls: 5,
    subagents: 0,
    humanPrompts: random.between(1, 12),
    firstPrompt: 'fix the failing test',
    inputTokens: calls * 1200,
    outputTokens: calls * 300,
    cacheReadTokens: calls * 20_000,
    loops: random.chance(0.002) ? 7 : 0,
    evidencePath,
    ...more,
  });
  if (!bypass) return;
  add(host, 'bypass_windows', `${sessionId} ${at}`, {
    at,
    sessionId,
    ...project,
    endedAt,
    durationMs,
    calls,
    permissionModeSource: 'user-record',
    entrypoints: ['cli'],
    agentVersions: [host.version],
    evidencePath,
  });
}

function snapshotRows(host, random) {
  const since = () => days(random.between(10, 300));
  if (random.chance(0.25)) {
    const flag = random.weighted(flags.map((given) => [given[0], given[1]]));
    add(host, 'occurrences', flag.path, {
      sinceMs: since(),
      agent: 'claude',
      fingerprint: random.hex(16),
      reasons: [],
      ...flag,
      evidencePath: flag.path,
      evidenceLine: flag.line,
    });
  }
  for (const [share, server] of servers) {
    if (!random.chance(share)) continue;
    const file = `${host.home}/.claude.json`;
    add(host, 'servers', server.name, {
      sinceMs: since(),
      file,
      enabled: true,
      approvedBlanketly: false,
      calls: 3,
      findings: [],
      ...server,
      evidencePath: '.claude.json',
    });
  }
  const file = `${host.home}/.claude/settings.json`;
  const entry = (kind, name, command, more) =>
    add(host, 'posture', `${kind} ${name}`, {
      sinceMs: since(),
      kind,
      name,
      command,
      scope: 'user',
      file,
      findings: [],
      ...more,
      evidencePath: '.claude/settings.json',
    });
  if (random.chance(0.3))
    entry('hook', 'PostToolUse', 'npx prettier --write "$FILE"', { runs: 'after each edit' });
  if (random.chance(0.4))
    entry('git-hook', 'pre-commit', 'npx lint-staged', {
      scope: 'repository',
      writtenInMode: 'bypassPermissions',
      strength: 'file',
    });
  entry('setting', 'cleanupPeriodDays', String(host.retentionDays), {});
  for (const [kind, what] of [
    ['aws', '~/.aws/credentials'],
    ['ssh-private-key', '~/.ssh/id_ed25519'],
    ['npm-token', '~/.npmrc'],
  ]) {
    if (!random.chance(0.5)) continue;
    add(host, 'exposures', `${kind} ${what}`, {
      sinceMs: since(),
      reason: 'within-reach',
      level: 'low',
      kind,
      what,
      fingerprint: random.hex(16),
      places: 1,
      action: 'nothing, unless a session reached it',
      evidencePath: what.slice(2),
    });
  }
  if (random.chance(0.05)) {
    add(host, 'exposures', 'transcript', {
      sinceMs: since(),
      reason: 'in-transcript',
      level: 'medium',
      kind: 'github-token',
      what: 'transcripts',
      fingerprint: random.hex(16),
      places: 2,
      action: 'rotate',
      evidencePath: '.claude/projects',
    });
  }
  add(host, 'gaps', 'window', {
    sinceMs: since(),
    kind: 'outside-window',
    reason: 'transcripts older than the retention period are gone',
    evidencePath: '.claude/projects',
  });
  if (random.chance(0.02))
    add(host, 'gaps', 'malformed', {
      sinceMs: since(),
      kind: 'malformed',
      reason: 'a line is no JSON',
      evidencePath: '.claude/projects/-src-app/x.jsonl',
      evidenceLine: 7,
    });
}

/** Own commits; and those of the team, which its members pull from each other. */
function commits(host, random) {
  const repository = `${host.home}/src/app`;
  for (let index = 0; index < 8; index++) {
    const isPulled = index < 3;
    const at = ago(random.between(host.runs.at(-1).ms, days(35)));
    const sha = isPulled ? teamCommit(host.team, random.below(40)) : random.hex(40);
    add(host, 'ref_updates', `${sha} ${index}`, {
      at,
      repository,
      ref: isPulled ? 'refs/remotes/origin/main' : 'refs/heads/topic',
      source: 'reflog',
      action: isPulled ? 'fetch' : random.pick(['commit', 'commit', 'push', 'rebase']),
      sha,
      author: `${host.userName} <${host.userName}@example.com>`,
      subject: 'Fix the parser',
      message: 'commit: Fix the parser',
      attribution: isPulled ? 'none' : 'strong',
      ...(isPulled
        ? {}
        : { sessionId: `${host.id.slice(0, 8)}-0000`, toolCallId: `toolu_${host.id.slice(0, 6)}0x${index}` }),
      reachable: true,
      evidencePath: 'src/app/.git/logs/HEAD',
      evidenceLine: index + 1,
    });
  }
}

function teamCommit(team, number) {
  return Buffer.from(`${team || 'none'} commit ${number}`.padEnd(20, '.').slice(0, 20)).toString('hex');
}
