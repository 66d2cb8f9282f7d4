import { managedFolders } from '../../agents/claude-code.ts';
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
import { shapeOf } from '../configuration/value-shape.ts';
import { controlVariables } from './control-variables.ts';
import { settingMeanings } from './setting-meanings.ts';
import { type Extracted, inHome, inProject, inSystem, lineOf, type Surface } from './surface.ts';

/** Every settings file of Claude Code. https://code.claude.com/docs/en/settings */
export const settingsPlaces: Surface['places'] = [
  ...inSystem(
    managedFolders.flatMap((folder) => [
      `${folder}/managed-settings.json`,
      `${folder}/managed-settings.d/*.json`,
    ]),
    'managed',
  ),
  ...inHome(['.claude/remote-settings.json'], 'managed'),
  ...inHome(['.claude/settings.json'], 'user'),
  ...inProject(['.claude/settings.json'], 'project'),
  ...inProject(['.claude/settings.local.json'], 'local'),
];

/** Settings whose value is a command line. https://code.claude.com/docs/en/settings#available-settings */
const commandSettings: readonly (readonly string[])[] = [
  ['apiKeyHelper'],
  ['awsAuthRefresh'],
  ['awsCredentialExport'],
  ['gcpAuthRefresh'],
  ['otelHeadersHelper'],
  ['statusLine', 'command'],
  ['subagentStatusLine'],
  ['subagentStatusLine', 'command'],
  ['fileSuggestion', 'command'],
  ['processWrapper'],
  ['policyHelper', 'path'],
];

export const claudeSettings: readonly Surface[] = [
  {
    places: settingsPlaces,
    format: 'json',
    runs: 'with every session that reads these settings',
    documentation: 'https://code.claude.com/docs/en/settings',
    extract: ({ root }) => [
      ...hooks(member(root, 'hooks')),
      ...commands(root),
      ...environment(member(root, 'env')),
      ...plugins(root),
      ...guards(root),
    ],
  },
  {
    places: [
      ...inHome(
        ['.claude/plugins/cache/*/*/*/hooks/hooks.json', '.claude/plugins/*/hooks/hooks.json'],
        'plugin',
      ),
    ],
    format: 'json',
    runs: 'on the event, while the plugin is enabled',
    documentation: 'https://code.claude.com/docs/en/plugins-reference',
    extract: ({ root }) => hooks(member(root, 'hooks') ?? root),
  },
  {
    places: inHome(['.claude.json']),
    format: 'json',
    runs: 'with every session',
    documentation: 'https://code.claude.com/docs/en/settings',
    extract: ({ root }) => [...guards(root), ...environment(member(root, 'env'))],
  },
];

/** `{Event: [{matcher, hooks: [{type, command | url | prompt}]}]}`. https://code.claude.com/docs/en/hooks */
export function hooks(value: ConfigValue | undefined): readonly Extracted[] {
  return entriesOf(value).flatMap(({ key: event, value: groups }) =>
    itemsOf(groups).flatMap((group) => {
      const matcher = textOf(member(group, 'matcher')) ?? '';
      const listed = itemsOf(member(group, 'hooks'));
      return (listed.length > 0 ? listed : [group]).flatMap((hook) => {
        const entry = ['command', 'url', 'prompt'].map((key) => entryOf(hook, key)).find((found) => found);
        const command = textOf(entry?.value);
        if (command === undefined) return [];
        const name = matcher === '' ? event : `${event} (${matcher})`;
        return [{ kind: 'hook', name, command, ...lineOf(entry) } as const];
      });
    }),
  );
}

function commands(root: ConfigValue | undefined): readonly Extracted[] {
  return commandSettings.flatMap((path) => {
    const value = path.reduce<ConfigValue | undefined>((found, key) => member(found, key), root);
    const command = textOf(value);
    return command === undefined
      ? []
      : [{ kind: 'command-setting', name: path.join('.'), command, ...lineOf(value) } as const];
  });
}

/** Values stay behind, but for those that only say where traffic goes or what is loaded. */
function environment(value: ConfigValue | undefined): readonly Extracted[] {
  return entriesOf(value).map((entry): Extracted => {
    const given = (textOf(entry.value) ?? '').slice(0, 4096);
    const meaning = controlVariables.get(entry.key);
    const { kind, length } = shapeOf(entry.key, given);
    return {
      kind: 'environment',
      name: entry.key,
      command: meaning === undefined ? `[${kind} ${length} characters]` : maskUrl(given).value,
      words: [entry.key],
      ...(meaning !== undefined && { meaning }),
      ...lineOf(entry),
    };
  });
}

function plugins(root: ConfigValue | undefined): readonly Extracted[] {
  const enabled = entriesOf(member(root, 'enabledPlugins')).filter(({ value }) => flagOf(value) !== false);
  const sources = entriesOf(member(root, 'extraKnownMarketplaces'));
  return [
    ...enabled.map(
      (entry) => ({ kind: 'plugin', name: entry.key, words: [entry.key], ...lineOf(entry) }) as const,
    ),
    ...sources.map((entry): Extracted => {
      const source = member(entry.value, 'source');
      const from =
        textsOf(source)[0] ??
        ['repo', 'url', 'path', 'package'].map((key) => textOf(member(source, key))).find(Boolean);
      return {
        kind: 'plugin',
        name: `marketplace ${entry.key}`,
        ...(from && { command: from }),
        words: [entry.key],
        ...lineOf(entry),
      };
    }),
  ];
}

function guards(root: ConfigValue | undefined): readonly Extracted[] {
  return settingMeanings.flatMap(({ path, when, kind, meaning }) => {
    const value = path.reduce<ConfigValue | undefined>((found, key) => member(found, key), root);
    const shown = value?.kind === 'scalar' ? String(value.value) : textsOf(value).join(', ');
    if (value === undefined || !when(value)) return [];
    return [
      { kind, name: path.join('.'), command: shown, words: [path.at(-1) ?? ''], meaning, ...lineOf(value) },
    ];
  });
}
