import { codeUser } from '../../agents/paths.ts';
import {
  type ConfigValue,
  entriesOf,
  entryOf,
  flagOf,
  itemsOf,
  member,
  textOf,
  textsOf,
} from '../configuration/config-value.ts';
import { maskUrl } from '../configuration/mask-secrets.ts';
import {
  type Extracted,
  inHome,
  inProject,
  lineOf,
  linesOf,
  type Surface,
  type SurfaceFile,
} from './surface.ts';

const containerFiles = [
  '.devcontainer/devcontainer.json',
  '.devcontainer.json',
  '.devcontainer/*/devcontainer.json',
];

/** What acts when a project is opened, installed or built. */
export const projectSurfaces: readonly Surface[] = [
  {
    places: [...inProject(['.vscode/tasks.json']), ...inHome(codeUser('tasks.json'))],
    format: 'json',
    runs: 'when the editor opens the folder',
    documentation: 'https://code.visualstudio.com/docs/editor/tasks#_run-behavior',
    extract: ({ root }) => itemsOf(member(root, 'tasks')).flatMap(folderTask),
  },
  {
    places: [
      ...inProject(['.vscode/settings.json']),
      ...inHome([...codeUser('settings.json'), '.vscode-server/data/Machine/settings.json']),
    ],
    format: 'json',
    runs: 'while the editor is open',
    documentation: 'https://code.claude.com/docs/en/vs-code',
    extract: ({ root }) => entriesOf(root).flatMap(editorSetting),
  },
  {
    places: inProject(containerFiles),
    format: 'json',
    runs: 'when the container is built, started or entered; initializeCommand on the host itself',
    documentation: 'https://containers.dev/implementors/json_reference/#lifecycle-scripts',
    extract: containerCommands,
  },
  {
    places: inProject(['package.json']),
    format: 'json',
    runs: 'on npm install, unless scripts are off',
    documentation: 'https://docs.npmjs.com/cli/using-npm/scripts',
    extract: ({ root }) => entriesOf(member(root, 'scripts')).flatMap(installScript),
  },
  {
    places: [
      ...inProject(['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml', 'pip.conf', '.cargo/config.toml']),
      ...inHome([
        '.npmrc',
        '.yarnrc',
        '.yarnrc.yml',
        '.bunfig.toml',
        '.config/pip/pip.conf',
        '.pip/pip.conf',
        '.cargo/config.toml',
      ]),
    ],
    runs: 'with every install',
    documentation: 'https://docs.npmjs.com/cli/configuring-npm/npmrc',
    extract: packageSources,
  },
];

function folderTask(task: ConfigValue): readonly Extracted[] {
  const runOn = textOf(member(member(task, 'runOptions'), 'runOn'));
  const entry = entryOf(task, 'command');
  if (runOn !== 'folderOpen') return [];
  const command = [textOf(entry?.value) ?? '', ...textsOf(member(task, 'args'))].join(' ');
  return [
    {
      kind: 'editor-task',
      name: textOf(member(task, 'label', 'taskName')) ?? 'task',
      command,
      ...lineOf(entry ?? task),
    },
  ];
}

/** Settings that start an agent with fewer prompts, replace its program, or let tasks run by themselves. */
const editorSettings: readonly (readonly [RegExp, (value: ConfigValue) => boolean, string])[] = [
  [
    /^claudeCode\.allowDangerouslySkipPermissions$/,
    (value) => flagOf(value) === true,
    'lets the extension switch prompts off',
  ],
  [
    /^claudeCode\.initialPermissionMode$/,
    (value) => /bypass|acceptEdits/.test(textOf(value) ?? ''),
    'sessions start with fewer prompts',
  ],
  [
    /^claudeCode\.claudeProcessWrapper$/,
    (value) => (textOf(value) ?? '') !== '',
    'is run instead of the agent',
  ],
  [
    /^claudeCode\.environmentVariables$/,
    (value) => itemsOf(value).length > 0,
    'sets variables for every session',
  ],
  [
    /^chat\.tools\.(?:global\.)?autoApprove$/,
    (value) => flagOf(value) === true,
    'tools of the editor agent run unasked',
  ],
  [
    /^chat\.tools\.terminal\.autoApprove$/,
    (value) => entriesOf(value).length > 0,
    'commands of the editor agent run unasked',
  ],
  [/^task\.allowAutomaticTasks$/, (value) => textOf(value) === 'on', 'tasks start when the folder is opened'],
  [
    /^security\.workspace\.trust\.enabled$/,
    (value) => flagOf(value) === false,
    'every folder counts as trusted',
  ],
  [
    /^chat\.mcp\.(?:discovery\.enabled|autostart)$/,
    (value) => textOf(value) !== 'false',
    'servers of other clients are started',
  ],
  [
    /^terminal\.integrated\.(?:env|profiles|automationProfile)\./,
    () => true,
    'changes what terminals start or inherit',
  ],
];

function editorSetting({ key, line, value }: ReturnType<typeof entriesOf>[number]): readonly Extracted[] {
  const found = editorSettings.find(([name, when]) => name.test(key) && when(value));
  if (!found) return [];
  const shown =
    value.kind === 'scalar'
      ? String(value.value)
      : [...textsOf(value), ...entriesOf(value).map((entry) => entry.key)].join(', ');
  return [
    {
      kind: 'editor-setting',
      name: key,
      command: shown,
      words: [key],
      meaning: found[2],
      ...(line !== undefined && { line }),
    },
  ];
}

const lifecycle = [
  ...['initializeCommand', 'onCreateCommand', 'updateContentCommand', 'postCreateCommand'],
  ...['postStartCommand', 'postAttachCommand'],
];

function containerCommands({ root }: SurfaceFile): readonly Extracted[] {
  return lifecycle.flatMap((name) => {
    const entry = entryOf(root, name);
    if (!entry) return [];
    const named = entriesOf(entry.value).map(({ value }) => textsOf(value).join(' '));
    const command = named.length > 0 ? named.join(' ; ') : textsOf(entry.value).join(' ');
    return [{ kind: 'container-command', name, command, words: [name], ...lineOf(entry) } as const];
  });
}

const installScripts =
  /^(?:pre|post)?(?:install|prepare|publish|pack|uninstall)$|^prepublishOnly$|^dependencies$/;

function installScript({ key, value, line }: ReturnType<typeof entriesOf>[number]): readonly Extracted[] {
  const command = textOf(value);
  if (command === undefined || !installScripts.test(key)) return [];
  return [{ kind: 'package-script', name: key, command, ...(line !== undefined && { line }) }];
}

const sources: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:@[\w.-]{1,100}:)?registry\s{0,5}[=:]|^npmRegistryServer:|^(?:extra-)?index-url\s{0,5}=|^registry\s{0,5}=/,
    'packages come from here',
  ],
  [
    /^(?:script-shell|node-options|onload-script|init-module)\s{0,5}=/,
    'is run or loaded by the package manager',
  ],
  [/^ignore-scripts\s{0,5}=\s{0,5}false/, 'install scripts run'],
  [/^strict-ssl\s{0,5}=\s{0,5}false|^trusted-host\s{0,5}=/, 'certificates are not checked'],
  [/^(?:yarnPath|yarn-path)\b/, 'is run instead of the package manager'],
  [/^(?:rustc-wrapper|runner|linker)\s{0,5}=/, 'is run on every build'],
];

/** The registries that everybody uses say nothing. */
const ordinary = /registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|npm\.pkg\.github\.com/;

function packageSources({ text, name }: SurfaceFile): readonly Extracted[] {
  return linesOf(text).flatMap(({ text: raw, line }): Extracted[] => {
    const setting = raw.trim();
    const meaning = sources.find(([pattern]) => pattern.test(setting))?.[1];
    if (meaning === undefined || ordinary.test(setting)) return [];
    return [
      { kind: 'package-source', name, command: maskUrl(setting).value, words: [setting], line, meaning },
    ];
  });
}
