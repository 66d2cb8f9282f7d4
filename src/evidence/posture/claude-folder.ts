import { managedFolders } from '../../agents/claude-code.ts';
import { hiddenFromPeople } from '../../unseen-characters.ts';
import { entriesOf, entryOf, itemsOf, member, textOf, textsOf } from '../configuration/config-value.ts';
import { hooks } from './claude-settings.ts';
import {
  type Extracted,
  inHome,
  inProject,
  inSystem,
  lineOf,
  linesOf,
  type Surface,
  type SurfaceFile,
} from './surface.ts';

const plugin = '.claude/plugins/cache/*/*/*';

/** What else Claude Code reads from its folders. https://code.claude.com/docs/en/claude-directory */
export const claudeFolder: readonly Surface[] = [
  {
    places: [
      ...inHome(['.claude/skills/*/SKILL.md', '.claude/commands/*.md', '.claude/commands/*/*.md']),
      ...inProject(['.claude/skills/*/SKILL.md', '.claude/commands/*.md', '.claude/commands/*/*.md']),
      ...inHome([`${plugin}/skills/*/SKILL.md`, `${plugin}/commands/*.md`], 'plugin'),
      ...inHome(['.claude/scheduled-tasks/*/SKILL.md']),
    ],
    format: 'frontmatter',
    runs: 'when it is used; an agent may choose it by itself',
    documentation: 'https://code.claude.com/docs/en/skills',
    extract: skill,
  },
  {
    places: [
      ...inHome(['.claude/agents/*.md']),
      ...inProject(['.claude/agents/*.md']),
      ...inHome([`${plugin}/agents/*.md`], 'plugin'),
    ],
    format: 'frontmatter',
    runs: 'when an agent delegates to it',
    documentation: 'https://code.claude.com/docs/en/sub-agents',
    extract: agent,
  },
  {
    places: [
      ...inHome(['.claude/CLAUDE.md', '.claude/rules/*.md', '.claude/output-styles/*.md', '.claude/loop.md']),
      ...inHome(['.claude/projects/*/memory/MEMORY.md', '.claude/agent-memory/*/MEMORY.md'], 'memory'),
      ...inProject(['CLAUDE.md', 'CLAUDE.local.md', '.claude/CLAUDE.md', '.claude/rules/*.md', 'AGENTS.md']),
      ...inSystem(
        managedFolders.map((folder) => `${folder}/CLAUDE.md`),
        'managed',
      ),
    ],
    runs: 'is read at the start of every session',
    documentation: 'https://code.claude.com/docs/en/memory',
    extract: instruction,
  },
  {
    places: inHome(['.claude/shell-snapshots/*.sh', '.claude/session-env/*/*.sh']),
    runs: 'is sourced before every shell command of a session',
    documentation: 'https://code.claude.com/docs/en/claude-directory',
    extract: ({ name }) => [{ kind: 'shell-snapshot', name, words: [] }],
  },
  {
    places: [...inHome(['.claude/scheduled_tasks.json']), ...inProject(['.claude/scheduled_tasks.json'])],
    format: 'json',
    runs: 'at its time, while a session is open or a daemon runs',
    documentation: 'https://code.claude.com/docs/en/scheduled-tasks',
    extract: scheduledTasks,
  },
  {
    places: inHome(['.claude/daemon.json', '.claude/jobs/*/state.json']),
    format: 'json',
    runs: 'in the background, after the terminal is closed',
    documentation: 'https://code.claude.com/docs/en/agent-view',
    extract: ({ name, recorded, root }) => {
      const words = textsOf(member(root, 'args', 'argv', 'flags', 'command'));
      const command = words.length > 0 ? { command: words.join(' ') } : {};
      return [
        { kind: 'service', name: name === 'daemon.json' ? 'claude daemon' : recorded, ...command, words: [] },
      ];
    },
  },
];

/** `allowed-tools` needs no trust; a line that starts with `!` and a code span is run when the text is used. */
function skill({ root, text, name, recorded }: SurfaceFile): readonly Extracted[] {
  const tools = entryOf(root, 'allowed-tools');
  const label =
    textOf(member(root, 'name')) ?? recorded.split('/').slice(name === 'SKILL.md' ? -2 : -1)[0] ?? name;
  const allowed = textsOf(tools?.value).join(', ');
  const injected = linesOf(text).flatMap(({ text: line, line: at }) => {
    const command = /!`([^`\n]{1,1000})`/.exec(line)?.[1];
    return command === undefined
      ? []
      : [{ kind: 'skill', name: label, command, line: at, meaning: 'is run when the text is used' } as const];
  });
  const permission = {
    command: allowed,
    meaning: 'these tools run unasked while it is used',
    ...lineOf(tools),
  };
  return [
    { kind: 'skill', name: label, ...(allowed !== '' && permission), words: [] },
    ...injected,
    ...hooks(member(root, 'hooks')),
  ];
}

function agent({ root, name }: SurfaceFile): readonly Extracted[] {
  const mode = entryOf(root, 'permissionMode');
  const label = textOf(member(root, 'name')) ?? name.replace(/\.md$/, '');
  const given = textOf(mode?.value);
  const meaning = `asks for the permission mode ${given ?? ''}`;
  return [
    {
      kind: 'agent-definition',
      name: label,
      ...(given !== undefined && { command: given, meaning, ...lineOf(mode) }),
      words: [],
    },
    ...hooks(member(root, 'hooks')),
  ];
}

/** Characters that a reader does not see and a model does. https://trojansource.codes */

function instruction({ text, name }: SurfaceFile): readonly Extracted[] {
  const concealed = linesOf(text).find(({ text: line }) => hiddenFromPeople.test(line));
  const imports = linesOf(text).flatMap(({ text: line, line: at }) => {
    const path = /^\s{0,20}(?:[-*] )?@([~./\w-][^\s`]{0,400})$/.exec(line)?.[1];
    return path === undefined
      ? []
      : [{ kind: 'instruction', name: `${name} import`, command: path, line: at } as const];
  });
  const found = concealed && {
    command: concealed.text,
    line: concealed.line,
    meaning: 'holds characters that no reader sees',
  };
  return [{ kind: 'instruction', name, words: [], ...found }, ...imports];
}

function scheduledTasks({ root }: SurfaceFile): readonly Extracted[] {
  const listed = itemsOf(member(root, 'tasks') ?? root);
  const tasks =
    listed.length > 0 ? listed : entriesOf(member(root, 'tasks') ?? root).map(({ value }) => value);
  return tasks.flatMap((task): Extracted[] => {
    const prompt = member(task, 'prompt', 'command', 'text');
    const command = textOf(prompt);
    const name = textOf(member(task, 'cron', 'schedule', 'id')) ?? 'task';
    return command === undefined ? [] : [{ kind: 'scheduled-task', name, command, ...lineOf(prompt) }];
  });
}
