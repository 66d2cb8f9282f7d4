import type { ConfigValue } from '../configuration/config-value.ts';
import { type ConfigFormat, parseConfiguration } from '../configuration/parse-configuration.ts';
import { type ReadSettings, type Setting, valueIn } from './setting.ts';
import { commandSettings } from './shell-settings.ts';

/** Settings of agents and editors, jobs of launchd, tasks of mise: every key of theirs with a text may be a variable. */
export function documentSettings(format: ConfigFormat): ReadSettings {
  return (text) => {
    const { root } = parseConfiguration(text, format);
    return { settings: root ? settingsIn(root) : [], sources: [] };
  };
}

/** As agents name the variables that they read. */
const variableName = /^[A-Z][A-Z0-9_]{1,99}$/;

function settingsIn(value: ConfigValue): Setting[] {
  if (value.kind === 'object') {
    return value.entries.flatMap(({ key, value: inner }) => {
      if (inner.kind !== 'scalar') return settingsIn(inner);
      const isSet = typeof inner.value === 'string' && variableName.test(key);
      return isSet ? [{ name: key, value: valueIn(String(inner.value)) }] : [];
    });
  }
  if (value.kind !== 'array') return [];
  const words = value.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
  return [...argumentSettings(words), ...value.items.flatMap(settingsIn)];
}

/** A list of texts may be the words of a command, `launchctl setenv NAME value`, or hold one: `sh -c '…'`. */
function argumentSettings(words: readonly string[]): Setting[] {
  const line = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return [line, ...words.filter((word) => word.includes('='))].flatMap(
    (text) => commandSettings(text).settings,
  );
}
