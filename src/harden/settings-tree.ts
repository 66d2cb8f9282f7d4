/** Settings as a plain object. */
export type Settings = Readonly<Record<string, unknown>>;

/** The settings that hold one value at a path. */
export function settingsAt(path: readonly string[], value: unknown): Settings {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : settingsAt(rest, value) };
}

/** What stands at a path, or undefined. */
export function valueAt(settings: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (isSettings(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    settings,
  );
}

/** Is everything that is wanted there? A list may hold more; whatever else may be there too. */
export function holds(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const items = Array.isArray(found) ? found.map((item) => canonical(item)) : [];
    return wanted.every((item) => items.includes(canonical(item)));
  }
  return canonical(found) === canonical(wanted);
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isSettings(value)) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}

export function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
