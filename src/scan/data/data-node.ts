/** One value of a JSON or YAML file, with the lines it stands on; counted from 1. */
export interface DataNode {
  readonly line: number;
  readonly endLine: number;
  /** Of a scalar; undefined for maps and lists. */
  readonly value?: string | number | boolean | null;
  /** Of a scalar: the line on which its text begins, which for a YAML block is below its key. */
  readonly textLine?: number;
  readonly items?: readonly DataNode[];
  readonly entries?: readonly DataEntry[];
}

export interface DataEntry {
  readonly key: string;
  readonly line: number;
  readonly node: DataNode;
}

/** A parsed file: its documents, and whether something in it could not be read. */
export interface DataFile {
  readonly documents: readonly DataNode[];
  readonly broken: boolean;
}

/** The node below a path of keys; undefined where there is none. A key that stands twice counts the last time. */
export function below(node: DataNode | undefined, ...path: readonly string[]): DataNode | undefined {
  let found = node;
  for (const key of path) found = found?.entries?.findLast((entry) => entry.key === key)?.node;
  return found;
}

export function textOf(node: DataNode | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}

/** The strings of a list, or the one string. */
export function stringsOf(node: DataNode | undefined): DataNode[] {
  if (!node) return [];
  return [node, ...(node.items ?? [])].filter((item) => typeof item.value === 'string');
}

/** A map of strings as environments are written: `{NAME: value}`, `["NAME=value"]` or `[{name, value}]`. */
export function environmentOf(node: DataNode | undefined): Map<string, string> {
  const variables = new Map<string, string>();
  for (const { key, node: value } of node?.entries ?? []) variables.set(key, String(value.value ?? ''));
  for (const item of node?.items ?? []) {
    const name = textOf(below(item, 'name'));
    if (name !== undefined) variables.set(name, String(below(item, 'value')?.value ?? ''));
    const [key, ...rest] = textOf(item)?.split('=') ?? [];
    if (key !== undefined) variables.set(key, rest.join('='));
  }
  return variables;
}
