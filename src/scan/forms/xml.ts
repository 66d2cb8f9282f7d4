import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import type { DataEntry, DataNode } from '../data/data-node.ts';
import { scanData } from '../data/scan-data.ts';
import { type Form, plainSurroundings } from '../form.ts';
import { hostScope } from '../host-scope.ts';

/**
 * XML that starts programs: run configurations of JetBrains (https://www.jetbrains.com/help/idea/run-debug-configuration.html),
 * tasks of Windows (https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema), builds of Ant and Maven.
 */
export const xml: Form = {
  name: 'xml',
  matches: ({ extension }) => /^(?:xml|pom|csproj|props|targets)$/.test(extension),
  scan: (text) => {
    const { root, broken } = readXml(text.text);
    const { outer, firstLine } = text;
    const scope = isEditor.test(text.file.path) ? 'editor' : 'repository-script';
    const surroundings = outer
      ? { ...outer, scope: hostScope(outer.scope, scope) }
      : plainSurroundings(scope);
    const sites = scanData(
      { documents: [root], broken },
      { text, surroundings, kind: 'invocation', reader: 'tool' },
    );
    const by = firstLine - 1;
    return {
      sites: sites.map((site) => ({ ...site, line: site.line + by, from: site.from + by, to: site.to + by })),
      broken,
    };
  },
};

const isEditor = /\/\.(?:idea|run)\//;

/** Names of options and elements → what the readers of other data call them. */
const keys: Readonly<Record<string, string>> = {
  SCRIPT_TEXT: 'script',
  PROGRAM_PARAMETERS: 'args',
  SCRIPT_OPTIONS: 'args',
  PARAMETERS: 'args',
  myShellCommand: 'script',
  Exec: 'exec',
  executable: 'command',
  Command: 'command',
  Arguments: 'args',
  argument: 'args',
  arg: 'args',
  envs: 'env',
};

interface OpenElement {
  readonly key: string;
  readonly line: number;
  readonly entries: DataEntry[];
  text: string;
}

/** Elements and attributes as a map; an element that repeats its name is a list. Never throws. */
function readXml(text: string): { root: DataNode; broken: boolean } {
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [{ key: '', line: 1, entries: [], text: '' }];
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const entries = Object.entries(attributes).map(([key, value]) => entry(nameOf(key), value, parser.line));
    open.push({ key: nameOf(name), line: parser.line, entries, text: '' });
  });
  const collect = (chunk: string) => {
    const inner = open.at(-1);
    if (inner) inner.text += chunk;
  };
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('closetag', () => {
    const closed = open.length > 1 ? open.pop() : undefined;
    if (closed) open.at(-1)?.entries.push(closedEntry(closed, parser.line));
  });
  parser.write(text).close();
  return { root: nodeOf(open[0] ?? { key: '', line: 1, entries: [], text: '' }, parser.line), broken };
}

function nameOf(name: string): string {
  const plain = name.slice(name.indexOf(':') + 1);
  return keys[plain] ?? plain;
}

function entry(key: string, value: string | SaxesAttributePlain, line: number): DataEntry {
  const text = typeof value === 'string' ? value : value.value;
  const lines = text.split('\n').length - 1;
  return { key, line, node: { line: line - lines, endLine: line, value: text, textLine: line - lines } };
}

/** `<option name="A" value="b"/>` is an entry `A: b`. */
function closedEntry(closed: OpenElement, endLine: number): DataEntry {
  const given = (key: string) => closed.entries.find((one) => one.key === key)?.node;
  const [name, value] = [given('name')?.value, given('value')];
  if (typeof name === 'string' && value) return { key: keys[name] ?? name, line: closed.line, node: value };
  return { key: closed.key, line: closed.line, node: nodeOf(closed, endLine) };
}

function nodeOf({ line, entries, text }: OpenElement, endLine: number): DataNode {
  const trimmed = text.trim();
  if (entries.length > 0) return { line, endLine, entries: grouped(entries) };
  const first = endLine - (text.trimStart().split('\n').length - 1);
  return { line: first, endLine, value: trimmed, textLine: first };
}

function grouped(entries: readonly DataEntry[]): DataEntry[] {
  const byKey = new Map<string, DataEntry[]>();
  for (const one of entries) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  return [...byKey.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length === 1) return same;
    const items = same.map(({ node }) => valueIn(node));
    const last = same.at(-1)?.node.endLine ?? first.line;
    return [{ key: first.key, line: first.line, node: { line: first.line, endLine: last, items } }];
  });
}

/** `<arg value="x"/>` in a list of such elements is `x`. */
function valueIn(node: DataNode): DataNode {
  const [only, ...others] = node.entries ?? [];
  const isValue = only !== undefined && others.length === 0 && /^(?:value|line)$/.test(only.key);
  return isValue ? only.node : node;
}
