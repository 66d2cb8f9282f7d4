import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { below, type DataEntry, type DataNode, stringsOf, textOf } from './data-node.ts';
import { readYaml } from './read-yaml.ts';

/**
 * A pipeline or compose file in which every job and service has what it takes from others of the same file: GitLab's
 * `extends` and `default`, services of Compose, executors of CircleCI.
 * https://docs.gitlab.com/ci/yaml/#extends, https://docs.docker.com/reference/compose-file/services/#extends,
 * https://circleci.com/docs/reusing-config/#authoring-reusable-executors
 */
export function withInherited(root: DataNode, included: readonly DataNode[] = []): DataNode {
  if (!root.entries) return root;
  const whole = { ...root, entries: [...included.flatMap(({ entries = [] }) => entries), ...root.entries] };
  const common = below(root, 'jobs') ? undefined : below(whole, 'default');
  return {
    ...root,
    entries: root.entries.map((entry) => {
      const node = inherited(entry, whole);
      return { ...entry, node: common && isPipelineJob(entry) ? merged(common, node) : node };
    }),
  };
}

/** What GitLab starts: https://docs.gitlab.com/ci/yaml/#default */
function isPipelineJob({ key, node }: DataEntry): boolean {
  return key !== 'default' && ['script', 'run', 'extends', 'trigger'].some((name) => below(node, name));
}

const includedAtMost = 20;

/** Files of the repository that a pipeline includes. https://docs.gitlab.com/ci/yaml/#includelocal */
export function includedIn(root: DataNode, neighbours: Neighbours | undefined): DataNode[] {
  const given = below(root, 'include');
  if (!given || !neighbours) return [];
  const listed = [given, ...(given.items ?? [])].flatMap(
    (item) => textOf(item) ?? textOf(below(item, 'local')) ?? [],
  );
  return listed.slice(0, includedAtMost).flatMap((path) => {
    const text = /^[\w./-]+$/.test(path) ? neighbours.read(path.replace(/^\/+/, '')) : undefined;
    return text === undefined ? [] : readYaml(text).documents;
  });
}

const namedMaps = new Set(['services', 'jobs']);
const deepest = 10;

function inherited({ key, node }: DataEntry, root: DataNode): DataNode {
  if (!namedMaps.has(key)) return extended(node, root, 0);
  return {
    ...node,
    ...(node.entries && {
      entries: node.entries.map((entry) => ({
        ...entry,
        node: withExecutor(extended(entry.node, node, 0), root),
      })),
    }),
  };
}

/** @param siblings the map whose keys `extends` names */
function extended(node: DataNode, siblings: DataNode, depth: number): DataNode {
  const given = below(node, 'extends');
  if (!given || depth > deepest || below(given, 'file')) return node;
  const bases = [...stringsOf(given), ...stringsOf(below(given, 'service'))]
    .map((name) => below(siblings, textOf(name) ?? ''))
    .filter((base) => base !== undefined && base !== node);
  return bases.reduceRight<DataNode>(
    (own, base) => (base ? merged(extended(base, siblings, depth + 1), own) : own),
    node,
  );
}

function withExecutor(job: DataNode, root: DataNode): DataNode {
  const given = below(job, 'executor');
  const name = textOf(given) ?? textOf(below(given, 'name'));
  const executor = name === undefined ? undefined : below(root, 'executors', name);
  return executor ? merged(executor, job) : job;
}

/** Maps are merged key by key; everything else is replaced. */
function merged(base: DataNode, own: DataNode): DataNode {
  if (!base.entries || !own.entries) return own;
  const names = new Set(own.entries.map(({ key }) => key));
  const both = own.entries.map((entry) => {
    const before = below(base, entry.key);
    return before?.entries && entry.node.entries ? { ...entry, node: merged(before, entry.node) } : entry;
  });
  return { ...own, entries: [...base.entries.filter(({ key }) => !names.has(key)), ...both] };
}
