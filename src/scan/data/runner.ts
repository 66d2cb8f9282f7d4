import type { Isolation } from '../isolation.ts';
import { below, type DataNode, stringsOf, textOf } from './data-node.ts';

/**
 * Who hosts the machine on which a job runs, as far as the file says.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
 */
export function runnerOf(job: DataNode): Isolation | undefined {
  const runsOn = below(job, 'runs-on');
  if (runsOn) return below(runsOn, 'group') ? 'self-hosted-runner' : runnerOfLabels(labelsOf(runsOn, job));
  const pool = below(job, 'pool');
  if (pool) return below(pool, 'vmImage') ? 'hosted-runner' : 'self-hosted-runner';
  // https://docs.gitlab.com/ci/yaml/#tags
  if (stringsOf(below(job, 'tags')).some((tag) => isOwnRunner(textOf(tag) ?? '')))
    return 'self-hosted-runner';
  if (below(job, 'machine') || below(job, 'macos')) return 'hosted-runner';
  if (below(job, 'resource_class')?.value?.toString().includes('/')) return 'self-hosted-runner';
  return undefined;
}

function runnerOfLabels(labels: readonly string[]): Isolation {
  if (labels.some(isOwnRunner)) return 'self-hosted-runner';
  const isHosted = labels.length > 0 && labels.every((label) => /^(?:ubuntu|windows|macos)-/i.test(label));
  return isHosted ? 'hosted-runner' : 'ci-runner';
}

function isOwnRunner(label: string): boolean {
  return /\bself-hosted\b/i.test(label);
}

function labelsOf(runsOn: DataNode, job: DataNode): string[] {
  const given = [...stringsOf(runsOn), ...stringsOf(below(runsOn, 'labels'))].map(
    (label) => textOf(label) ?? '',
  );
  return given.flatMap((label) => {
    const path = /^\s*\$\{\{\s*(?:fromJSON\(\s*)?matrix\.([\w.-]+)\s*\)?\s*\}\}\s*$/i.exec(label)?.[1];
    return path === undefined ? [label] : matrixValues(job, path.split('.'));
  });
}

/** Everything that a variable of the matrix takes: from its axis, and from what is included. */
function matrixValues(job: DataNode, [axis = '', ...path]: readonly string[]): string[] {
  const matrix = below(job, 'strategy', 'matrix');
  const listed = below(matrix, axis)?.items ?? [];
  const included = (below(matrix, 'include')?.items ?? []).flatMap((entry) => below(entry, axis) ?? []);
  const values = [...listed, ...included].flatMap((value) => stringsOf(below(value, ...path)));
  return values.length > 0 ? values.map((value) => textOf(value) ?? '') : [''];
}
