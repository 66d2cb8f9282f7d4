import { below, type DataNode } from './data-node.ts';

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
