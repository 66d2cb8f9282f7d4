/** Why a permission rule does not do what it seems to, and what would. */
export interface RuleProblem {
  /** One sentence. */
  readonly problem: string;
  /** `ineffective`: it does nothing, or not there; `broad`: it allows far more than it names; `partial`: it is easy to go around. */
  readonly kind: 'ineffective' | 'broad' | 'partial';
}

type List = 'allow' | 'ask' | 'deny';

interface Check {
  readonly lists: readonly List[];
  readonly kind: RuleProblem['kind'];
  /** Whether the check applies to `Tool(specifier)`; the specifier is absent where there are no brackets. */
  readonly applies: (tool: string, specifier: string | undefined) => boolean;
  readonly problem: string;
}

const every: readonly List[] = ['allow', 'ask', 'deny'];
const restrictive: readonly List[] = ['ask', 'deny'];

const tools = new Set([
  ...[
    'Bash',
    'PowerShell',
    'Read',
    'Edit',
    'Write',
    'MultiEdit',
    'NotebookEdit',
    'NotebookRead',
    'Glob',
    'Grep',
    'LS',
  ],
  ...[
    'WebFetch',
    'WebSearch',
    'Agent',
    'Task',
    'Skill',
    'SlashCommand',
    'TodoWrite',
    'Cd',
    'Monitor',
    'KillShell',
  ],
  ...[
    'BashOutput',
    'ExitPlanMode',
    'EnterPlanMode',
    'AskUserQuestion',
    'Workflow',
    'LSP',
    'ToolSearch',
    'Artifact',
  ],
  ...[
    'CronCreate',
    'CronDelete',
    'CronList',
    'TaskCreate',
    'TaskUpdate',
    'TaskList',
    'TaskGet',
    'TaskStop',
    'TaskOutput',
  ],
  ...[
    'ListMcpResources',
    'ReadMcpResource',
    'ListMcpResourcesTool',
    'ReadMcpResourceTool',
    'RemoteTrigger',
    'SendMessage',
  ],
  ...['EnterWorktree', 'ExitWorktree', 'PushNotification', 'ScheduleWakeup', 'StructuredOutput'],
]);

const pathTools = new Set(['Read', 'Edit', 'Write', 'MultiEdit', 'NotebookEdit', 'Glob', 'Grep']);
const interpreter =
  /^(?:sh|bash|zsh|fish|env|eval|exec|sudo|doas|ssh|python3?|node|deno|bun|npx|bunx|uvx|pipx|perl|ruby|php|docker|podman|kubectl|awk|xargs|find|make|npm|pnpm|yarn|tee|curl|wget)(?: ?:?\*|$)/;

/** https://code.claude.com/docs/en/permissions (rules of version 2.1.240) */
const checks: readonly Check[] = [
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool) => !tool.startsWith('mcp__') && !tool.includes('*') && !tools.has(tool),
    problem: 'names no known tool; names are case-sensitive',
  },
  {
    lists: ['allow'],
    kind: 'ineffective',
    applies: (tool) => tool.includes('*') && !/^mcp__[^*_](?:[^*]{0,200}?)__/.test(tool),
    problem: 'an allow rule may have * in a tool name only behind mcp__server__; it is skipped',
  },
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool, specifier) =>
      ['Write', 'MultiEdit', 'NotebookEdit', 'Glob'].includes(tool) && isPath(specifier),
    problem:
      'path rules of this tool are never consulted; Edit(…) covers every writing tool, Read(…) every reading one',
  },
  {
    lists: restrictive,
    kind: 'ineffective',
    applies: (tool, specifier) =>
      pathTools.has(tool) &&
      /^\/(?:etc|home|Users|root|var|usr|opt|private|srv|mnt|tmp|Library)(?:\/|$)/.test(specifier ?? ''),
    problem:
      'one leading slash means the folder of the settings file; the root of the file system is written //',
  },
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool, specifier) => pathTools.has(tool) && /^[A-Za-z]:[\\/]/.test(specifier ?? ''),
    problem: 'a Windows path is written //c/…',
  },
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool, specifier) => tool.startsWith('mcp__') && specifier !== undefined,
    problem: 'rules of MCP tools take no brackets',
  },
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool, specifier) =>
      tool === 'WebFetch' &&
      specifier !== undefined &&
      specifier !== '*' &&
      !/^(?:domain|url):/.test(specifier),
    problem: 'hosts are written WebFetch(domain:example.com)',
  },
  {
    lists: ['allow'],
    kind: 'ineffective',
    applies: (tool, specifier) =>
      !['Bash', 'PowerShell', 'WebFetch'].includes(tool) && /^[a-z_]{2,40}:[^/\\]/.test(specifier ?? ''),
    problem: 'rules on a parameter count in deny and ask only',
  },
  {
    lists: restrictive,
    kind: 'ineffective',
    applies: (_, specifier) => /^(?:command|file_path|path|notebook_path|url):/.test(specifier ?? ''),
    problem: 'this parameter cannot be matched by name',
  },
  {
    lists: every,
    kind: 'ineffective',
    applies: (tool, specifier) => tool === 'Bash' && /:\*./.test(specifier ?? ''),
    problem: ':* is a wildcard at the end only',
  },
  {
    lists: ['allow'],
    kind: 'broad',
    applies: (tool, specifier) =>
      ['Bash', 'PowerShell', 'Edit', 'Write', 'WebFetch'].includes(tool) &&
      (specifier === undefined || /^\*{1,2}$/.test(specifier)),
    problem: 'allows every use of the tool unasked, in every mode',
  },
  {
    lists: ['allow'],
    kind: 'broad',
    applies: (tool, specifier) =>
      tool === 'Bash' && interpreter.test(specifier ?? '') && /\*$/.test(specifier ?? ''),
    problem: 'allows a program that runs any other one, or writes anywhere',
  },
  {
    lists: ['allow'],
    kind: 'broad',
    applies: (tool, specifier) => tool === 'Bash' && /^[\w./-]{1,60}[^\s:*]\*$/.test(specifier ?? ''),
    problem: 'without a blank before * it also matches longer program names',
  },
  {
    lists: ['allow'],
    kind: 'broad',
    applies: (tool, specifier) =>
      /^mcp__[\w-]{1,200}$/.test(tool) && !/__.*__/.test(tool) && specifier === undefined,
    problem: 'allows every tool of the server unasked',
  },
  {
    lists: restrictive,
    kind: 'partial',
    applies: (tool, specifier) => tool === 'Bash' && specifier !== undefined && !/^\*{1,2}$/.test(specifier),
    problem: 'stops these words only: a full path, a script, or an interpreter does the same',
  },
  {
    lists: restrictive,
    kind: 'partial',
    applies: (tool, specifier) => tool === 'Read' && specifier !== undefined,
    problem: 'stops file tools and commands such as cat, but no program that opens the file itself',
  },
  {
    lists: restrictive,
    kind: 'partial',
    applies: (tool) => tool === 'WebFetch',
    problem: 'does not stop curl and other programs',
  },
];

/** The first thing that is wrong with a rule; nothing where it does what it seems to. */
export function ruleProblem(rule: string, list: List): RuleProblem | undefined {
  const match = /^([^()\s]{1,300})(?:\((.*)\))?$/s.exec(rule.trim());
  if (!match) return { kind: 'ineffective', problem: 'has no form that is known: Tool or Tool(specifier)' };
  const [, tool = '', specifier] = match;
  const found = checks.find(({ lists, applies }) => lists.includes(list) && applies(tool, specifier));
  return found && { kind: found.kind, problem: found.problem };
}

function isPath(specifier: string | undefined): boolean {
  return specifier !== undefined && !/^\*{1,2}$/.test(specifier);
}
