// The rooms of src/, ground floor first: what each holds, and whom it may see, with the reason. A room sees only rooms
// above it in this list; the ground floor is data that every room may see. `test/architecture.test.ts` holds the code to it; docs/architecture.md is made from it.

/** @type {import('./house.d.mts').Room[]} */
export const rooms = [
  {
    name: 'agents',
    holds:
      'what is known of coding agents, as data, one file an agent: programs, stores, flags, settings, credentials, MCP places',
    changes: 'an agent or one of its ways is new',
    sees: {},
    isGround: true,
  },
  {
    name: 'secrets',
    holds: 'what a secret looks like, kind by kind: found by readers, redacted by reporters; pure',
    changes: 'a kind of token is new',
    sees: {},
  },
  {
    name: 'shell',
    holds:
      'command line → simple commands → effects; `programs/` says what each program does; pure; see [effects](effects.md)',
    changes: 'a program is missing, an effect is wrong',
    sees: {},
  },
  {
    name: 'evidence',
    holds: 'the only stage that reads disk or runs git',
    changes: 'an artefact lies elsewhere or has another form on disk',
    sees: {
      secrets: 'values of environment variables and arguments are masked where they are read',
      shell: 'one notion of where systems keep the homes of users',
    },
  },
  {
    name: 'preserve',
    holds:
      'the only stage that writes evidence: copies into a bag below the folder that the user names, custody log, archive, verification',
    changes: 'the bag or its log changes',
    sees: {
      evidence: 'what is copied is read as all evidence is',
      secrets: 'the custody log holds command lines, which may hold secrets',
    },
  },
  {
    name: 'scan',
    holds: 'file text → flag occurrences, pure; `search/` brings the files to it',
    changes: 'a way to switch prompts off, or a place for it, is new',
    sees: {
      shell: 'a command line is read as the shell reads it',
      evidence: 'the search reads trees, homes and diffs',
    },
  },
  {
    name: 'transcripts',
    holds:
      'everything from a session store to tool calls: `sources/<agent>` reads the store, `dialects/<agent>` says what its words mean, `digest/` is what one reading tells, `join/`, `plan/` and `threads/` bring calls and results together',
    changes: 'the records of an agent change their place, form or meaning',
    sees: {
      evidence: 'records are read from files',
      shell: 'a call carries its effects',
      scan: 'where no record tells how a session was started, the places that start one do',
      secrets: 'transcripts are searched for secrets, and rows redacted where they are written',
    },
  },
  {
    name: 'events',
    holds: 'calls → log events and ledgers: who wrote a file, what was touched; pure',
    changes: 'a log source or a ledger is new',
    sees: {
      shell: 'zones, hosts and words of commands',
      secrets: 'what a result shows of credentials',
    },
    types: { transcripts: 'events are made of calls', evidence: 'what the ledgers compare with' },
  },
  {
    name: 'mcp',
    holds: 'what is known of MCP servers: packages, registrations, use in calls, as log events; pure',
    changes: 'something about servers is to be told or judged',
    sees: {
      events: 'a server is an event of Sigma’s category `configuration`, and a ledger says who wrote it',
      shell: 'hosts and zones of what a server names',
    },
    types: { transcripts: 'tools of servers are called in sessions', evidence: 'servers as configured' },
  },
  {
    name: 'detect',
    holds: 'Sigma queries × events → findings',
    changes: 'the query language changes; a new detection is only a file in `queries/`',
    sees: {},
    types: {
      events: 'what queries match',
      transcripts: 'a finding names its calls',
      evidence: 'a finding has a reference',
    },
  },
  {
    name: 'permissions',
    holds:
      'what Claude Code’s permission rules and modes would have done with a call: rule grammar, decision order, versions; pure',
    changes: 'the permission system changes, or a version does',
    sees: { shell: 'rules match the parts of a command line' },
    types: { evidence: 'rules stand in settings files' },
  },
  {
    name: 'hook',
    holds: 'the PreToolUse hook: its input, its policy, its answer and its log of decisions',
    changes: 'the protocol changes, or the built-in policy does',
    sees: {
      permissions: 'rules of the policy are written as permission rules',
      shell: 'decides by effects',
      transcripts: 'the effects of a tool’s input are those of a recorded call',
    },
  },
  {
    name: 'harden',
    holds:
      'policy for the next time: what to set and why, files of each system, detection content; `root-files.ts` alone writes, below a folder that the user names',
    changes: 'a setting, a system or a detection format is new',
    sees: {
      hook: 'the settings install the hook',
      permissions: 'a policy is checked by the engine that replays it',
      scan: 'detections look for the routes that the scanner knows',
      evidence: 'property lists are written as they are read',
    },
  },
  {
    name: 'assess',
    holds: 'attribution, cost, rollback plan, disclosure, verdict; pure',
    changes: 'a decision changes',
    sees: {
      transcripts: 'judges sessions with their calls, and says what an answer stands on',
      shell: 'effects, and in whose home a path lies',
    },
    types: {
      detect: 'judges findings',
      events: 'and what the ledgers hold',
      mcp: 'and servers',
      scan: 'and places',
      evidence: 'and what repositories and settings were',
    },
  },
  {
    name: 'fleet',
    holds:
      'the streams of a spool as data (`streams/`), domain objects → their flat rows, the spool that they go to (`spool/`); back from spools (`load/`) into an engine (`duckdb/`, `clickhouse/`), hunts and the organisation’s report',
    changes: 'a column, a stream or an engine is new',
    sees: {
      transcripts: 'columns have the closed lists of calls',
      shell: 'and of effects',
      scan: 'and of places',
      secrets: 'nothing leaves a machine unredacted',
    },
    types: {
      assess: 'rows of a case',
      detect: 'rows of findings',
      events: 'rows of what acts later',
      mcp: 'rows of servers',
      evidence: 'every row has a reference',
    },
  },
  {
    name: 'report',
    holds: 'document → text; one pure file a format; redaction and defusing of hostile strings',
    changes: 'a format is new or looks different',
    sees: {
      secrets: 'redaction stands before every reporter',
      evidence: 'the page of the casebook checks case files by their schema; references and gaps',
    },
    types: {
      assess: 'renders cases',
      detect: 'findings',
      events: 'log events',
      mcp: 'servers',
      transcripts: 'sessions and calls',
      scan: 'places',
      shell: 'effects',
      preserve: 'collections',
      permissions: 'replays',
      hook: 'decisions',
      harden: 'settings',
      fleet: 'hunts',
    },
  },
  {
    name: 'invocation',
    holds: 'what a run is asked: the options as data, their types, the homes that they name',
    changes: 'an option is new, or takes another form',
    sees: {
      evidence: 'opens the home that the options name',
      transcripts: 'closed list of permission modes',
      fleet: 'closed list of engines',
      shell: 'closed list of shells',
      harden: 'closed lists of systems and locks',
    },
  },
  {
    name: 'investigation',
    holds:
      'the order of the stages: `watchers.ts` lists what is asked of every call, `case/` examines what the calls lead to and judges it; one folder more for each question that needs several stages: `configuration/`, `git/`, `exposure/`, `replay/`, `collection/`, `explanation/`; `witness/` compares the calls with the logs of other programs',
    changes: 'a question is new, or the stages are combined in another way',
    sees: {
      invocation: 'is asked by it',
      evidence: 'asks the stages in their order',
      transcripts: 'asks the stages in their order',
      events: 'asks the stages in their order',
      mcp: 'asks the stages in their order',
      detect: 'asks the stages in their order',
      assess: 'asks the stages in their order',
      scan: 'a case names the places that switch prompts off',
      shell: 'work of a repository is told by its commands',
      permissions: 'a replay judges every call by a set of settings',
    },
    types: { preserve: 'a collection is chosen for the bag that holds it' },
  },
  {
    name: 'commands',
    holds: 'one file a subcommand: options → document or stream; prints nothing',
    changes: 'a command is new, or takes another option',
    sees: {
      invocation: 'reads the options',
      investigation: 'asks it',
      evidence: 'opens what the options name',
      transcripts: 'streams calls',
      scan: '`scan`',
      permissions: '`replay`',
      preserve: '`collect`, `verify`',
      hook: '`hook`',
      harden: '`harden`',
      assess: '`git`, `exposure`',
      fleet: '`fleet`',
    },
    types: { mcp: "`mcp`", events: "`posture`" },
  },
  {
    name: 'row-sources',
    holds: 'one file a subcommand that fills a spool: its answer as rows of the streams, and what the run looked at',
    changes: 'a command fills a spool, or another stream',
    sees: {
      commands: 'asks them',
      investigation: 'asks it where a command keeps too little',
      invocation: 'reads the options',
      fleet: 'makes its rows',
      transcripts: 'streams calls',
      evidence: 'says which folders a run reads',
    },
    types: { assess: 'rows of a case' },
  },
  {
    name: 'cli',
    holds:
      'the command table, `run(argv, io)` with the only catch; `completion/` writes for each shell what the tables hold',
    changes: 'a command, an option or an exit code changes',
    sees: {
      commands: 'runs them',
      'row-sources': 'fills spools from them',
      invocation: 'parses it',
      report: 'renders what they return',
      fleet: 'columns of spools are documented from their table',
      transcripts: 'entry of the threads that read transcripts',
      evidence: 'whether an output names a folder; gaps are counted on standard error',
    },
    types: { assess: 'shapes that formats take' },
  },
];

/** The table of rooms in docs/architecture.md. */
export function roomTable() {
  const rows = rooms.map(({ name, holds, changes }) => `| \`src/${name}/\` | ${holds} | ${changes} |`);
  return ['| folder | holds | a change goes here when |', '|---|---|---|', ...rows].join('\n');
}

/** Who sees whom, and why; types alone in italics. */
export function arrowTable() {
  const rows = rooms.map(({ name, sees, types = {}, isGround }) => {
    const values = Object.entries(sees).map(([room, because]) => `${room}: ${because}`);
    const onlyTypes = Object.entries(types).map(([room, because]) => `_${room}_: ${because}`);
    return `| ${name} | ${[...values, ...onlyTypes].join('; ') || 'nobody'}${isGround ? '; seen by all' : ''} |`;
  });
  return ['| room | sees |', '|---|---|', ...rows].join('\n');
}

/** Puts the two tables between their marks. @param {string} page text of docs/architecture.md */
export function withHouse(page) {
  return page
    .replace(/(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/, (_, begin, end) => begin + roomTable() + end)
    .replace(/(<!-- arrows -->\n)[\s\S]*?(\n<!-- \/arrows -->)/, (_, begin, end) => begin + arrowTable() + end);
}
