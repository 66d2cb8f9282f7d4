import type { Agent, GuardFile, GuardSetting } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { type ConfigValue, entriesOf, entryOf, itemsOf, textOf } from '../configuration/config-value.ts';
import { type Extracted, lineOf, type Surface } from './surface.ts';

/** What other agents than Claude Code ask for, and what holds them, by their own settings. */
export const agentGuards: readonly Surface[] = otherAgents.flatMap((agent) =>
  (agent.guards ?? []).map((file) => surfaceOf(agent, file)),
);

function surfaceOf({ name }: Agent, { base, paths, scope, format, settings, source }: GuardFile): Surface {
  return {
    places: paths.map((path) => ({ base, path, scope })),
    format,
    runs: `with every session of ${name} that reads these settings`,
    documentation: source,
    extract: ({ root }) => settings.flatMap((setting) => guardsIn(root, setting)),
  };
}

function guardsIn(root: ConfigValue | undefined, { keys, values }: GuardSetting): Extracted[] {
  return found(root, keys).flatMap(({ path, value }) => {
    const told = textOf(value) ?? listed(value);
    const known = told === undefined ? undefined : values.find(({ is }) => isThat(told, is));
    if (told === undefined || !known) return [];
    const kind = known.loosens ? 'weakened-guard' : 'guard';
    return [{ kind, name: path.join('.'), command: told, meaning: known.meaning, ...lineOf(value) }] as const;
  });
}

interface Found {
  /** Keys that lead there; items of a list have that of the list. */
  readonly path: readonly string[];
  readonly value: ConfigValue;
}

function found(
  value: ConfigValue | undefined,
  keys: readonly string[],
  path: readonly string[] = [],
): Found[] {
  const [key, ...rest] = keys;
  if (value === undefined) return [];
  if (key === undefined) return [{ path, value }];
  if (key !== '*') {
    const entry = entryOf(value, key);
    return entry ? found(entry.value, rest, [...path, key]) : [];
  }
  return [
    ...entriesOf(value).flatMap((entry) => found(entry.value, rest, [...path, entry.key])),
    ...itemsOf(value).flatMap((item) => found(item, rest, path)),
  ];
}

/** A list of plain values. */
function listed(value: ConfigValue): string | undefined {
  const texts = itemsOf(value).map((item) => textOf(item));
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}

function isThat(text: string, is: string | RegExp): boolean {
  return typeof is === 'string' ? text === is : is.exec(text)?.[0] === text;
}
