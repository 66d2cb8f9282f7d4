import type { ConfigEntry, ConfigScalar, ConfigValue } from '../../evidence/configuration/config-value.ts';
import { parsePropertyList } from '../../evidence/property-lists/parse-property-list.ts';
import { argvRoutes } from '../argv-routes.ts';
import { type Form, plainSurroundings } from '../form.ts';
import { type Guard, guardOf } from '../guard.ts';
import { scanShell } from '../shell/scan-shell.ts';

/** launchd: `ProgramArguments` is the command, `EnvironmentVariables` its environment. https://www.manpagez.com/man/5/launchd.plist/ */
export const propertyList: Form = {
  name: 'property-list',
  matches: ({ extension }) => extension === 'plist',
  scan: ({ text, firstLine, written }) => {
    const { root, problems } = parsePropertyList(text);
    const strings = scalarsOf(root).flatMap(({ value, line = 1 }) =>
      typeof value === 'string' ? [{ value, line: firstLine + line - 1 }] : [],
    );
    const surroundings = { ...plainSurroundings('repository-script'), guard: guardIn(root) };
    const words = argvRoutes(strings.map(({ value }) => value)).map(({ route, index }) => {
      const line = strings[index]?.line ?? firstLine;
      return { route, kind: 'invocation' as const, line, from: line, to: line, surroundings };
    });
    const scripts = strings
      .filter(({ value }) => /\s/.test(value) && value.includes('permission'))
      .flatMap(({ value, line }) =>
        scanShell({ source: value, line, surroundings, written, mustNameAgent: true }),
      );
    return { sites: [...words, ...scripts], broken: problems.length > 0 };
  },
};

function scalarsOf(value: ConfigValue | undefined): readonly ConfigScalar[] {
  if (value?.kind === 'object') return value.entries.flatMap((entry) => scalarsOf(entry.value));
  if (value?.kind === 'array') return value.items.flatMap(scalarsOf);
  return value ? [value] : [];
}

/** The first variable that guards. */
function guardIn(root: ConfigValue | undefined): Guard {
  for (const { key, value } of entriesOf(root)) {
    const text = value.kind === 'scalar' ? String(value.value) : '';
    const guard = guardOf(key, text);
    if (guard) return guard;
  }
  return 'none';
}

/** Those of all objects in a value. */
function entriesOf(value: ConfigValue | undefined): readonly ConfigEntry[] {
  if (value?.kind === 'array') return value.items.flatMap(entriesOf);
  if (value?.kind !== 'object') return [];
  return value.entries.flatMap((entry) => [entry, ...entriesOf(entry.value)]);
}
