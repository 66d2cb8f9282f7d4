import type { Isolation } from '../isolation.ts';
import type { Surroundings } from '../site.ts';
import { below, type DataNode, stringsOf, textOf } from './data-node.ts';

/**
 * The isolation that a map of a CI or container file names; undefined where it names none.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
 */
export function isolationOfMap(node: DataNode, outer: Surroundings): Isolation | undefined {
  if (outer.scope === 'container-image') return privileged(node) ? 'privileged-container' : undefined;
  if (outer.scope === 'settings' && below(node, 'sandbox', 'enabled')?.value === true) return 'bash-sandbox';
  if (outer.scope !== 'ci-job') return undefined;
  if (privileged(node)) return 'privileged-container';
  const image = below(node, 'container') ?? below(node, 'image') ?? below(node, 'docker');
  if (
    image &&
    (textOf(image) !== undefined || below(image, 'image') || below(image, 'name') || image.items)
  ) {
    return 'container';
  }
  return runner(node);
}

function runner(node: DataNode): Isolation | undefined {
  const runsOn = below(node, 'runs-on');
  if (runsOn) {
    const labels = [...stringsOf(runsOn), ...stringsOf(below(runsOn, 'labels'))].map(
      (label) => textOf(label) ?? '',
    );
    if (below(runsOn, 'group') || labels.some((label) => /self-hosted/i.test(label)))
      return 'self-hosted-runner';
    if (labels.some((label) => /^(?:ubuntu|windows|macos)-/i.test(label))) return 'hosted-runner';
    return 'ci-runner';
  }
  const pool = below(node, 'pool');
  if (pool) return below(pool, 'vmImage') ? 'hosted-runner' : 'self-hosted-runner';
  if (below(node, 'machine') || below(node, 'macos')) return 'hosted-runner';
  if (below(node, 'resource_class')?.value?.toString().includes('/')) return 'self-hosted-runner';
  return undefined;
}

function privileged(node: DataNode): boolean {
  if (below(node, 'privileged')?.value === true) return true;
  const words = ['runArgs', 'volumes', 'mounts', 'options', 'cap_add'].flatMap((key) =>
    stringsOf(below(node, key)),
  );
  return words.some((word) => /--privileged|docker\.sock|^\/:\/|^ALL$/.test(textOf(word) ?? ''));
}

/** Jobs that one trigger starts: the product of the matrix, times what it includes. */
export function multiplicityOf(node: DataNode, outer: number | undefined): number | undefined {
  const matrix =
    below(node, 'strategy', 'matrix') ?? below(node, 'parallel', 'matrix') ?? below(node, 'matrix');
  if (!matrix) {
    const parallel = below(node, 'parallel')?.value ?? below(node, 'parallelism')?.value;
    return typeof parallel === 'number' ? (outer ?? 1) * parallel : outer;
  }
  const count = matrix.items
    ? matrix.items.map(combinations).reduce((sum, size) => sum + size, 0)
    : combinations(matrix);
  return count > 1 ? (outer ?? 1) * count : outer;
}

function combinations(matrix: DataNode): number {
  let product = 1;
  let axes = 0;
  for (const { key, node } of matrix.entries ?? []) {
    if (key === 'include' || key === 'exclude' || !node.items) continue;
    product *= Math.max(node.items.length, 1);
    axes += 1;
  }
  const included = below(matrix, 'include')?.items?.length ?? 0;
  const excluded = below(matrix, 'exclude')?.items?.length ?? 0;
  return axes === 0
    ? Math.max(included, 1)
    : Math.max(product - excluded, 1) + extraCombinations(matrix, included);
}

/** An `include` entry that repeats no value of an axis adds to existing jobs; one with a new value makes a job. */
function extraCombinations(matrix: DataNode, included: number): number {
  if (included === 0) return 0;
  const entries = below(matrix, 'include')?.items ?? [];
  return entries.filter((entry) =>
    (entry.entries ?? []).some(({ key, node }) => {
      const axis = below(matrix, key)?.items;
      return axis !== undefined && !axis.some((item) => item.value === node.value);
    }),
  ).length;
}
