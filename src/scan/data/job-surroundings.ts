import { type Guard, guardOf } from '../guard.ts';
import { type Isolation, strongerIsolation } from '../isolation.ts';
import type { Surroundings } from '../site.ts';
import { below, type DataNode, environmentOf, textOf } from './data-node.ts';
import { mapReachesHost } from './host-reach.ts';
import { roleOf } from './key-roles.ts';
import { multiplicityOf } from './multiplicity.ts';
import { runnerOf } from './runner.ts';

/** What a map says of everything in it: its environment, its runner or image, its matrix. */
export function mapSurroundings(node: DataNode, outer: Surroundings): Surroundings {
  const isolation = isolationOfMap(node, outer);
  const multiplicity = multiplicityOf(node, outer.multiplicity);
  return {
    ...outer,
    guard: guardOfMap(node, outer.guard),
    isolation: isolation === undefined ? outer.isolation : strongerOrRunner(outer, isolation),
    ...(multiplicity !== undefined && { multiplicity }),
  };
}

function guardOfMap(node: DataNode, outer: Guard): Guard {
  const maps = (node.entries ?? []).flatMap(({ key, node: value }) =>
    roleOf(key) === 'environment' ? [value] : [],
  );
  // The first image of CircleCI's executor runs the steps: https://circleci.com/docs/configuration-reference/#docker
  const executor = below(below(node, 'docker')?.items?.[0], 'environment');
  const inner = [below(node, 'options', 'env'), below(node, 'container', 'env'), executor].flatMap(
    (map) => map ?? [],
  );
  let guard = outer;
  for (const map of [...inner, ...maps]) {
    for (const [name, text] of environmentOf(map)) guard = guardOf(name, text) ?? guard;
  }
  return guard;
}

/** The isolation that a map of a CI or container file names; undefined where it names none. */
function isolationOfMap(node: DataNode, outer: Surroundings): Isolation | undefined {
  if (outer.scope === 'container-image') return mapReachesHost(node) ? 'privileged-container' : undefined;
  if (outer.scope === 'settings' && below(node, 'sandbox', 'enabled')?.value === true) return 'bash-sandbox';
  if (outer.scope !== 'ci-job') return undefined;
  // https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-docker-container-actions
  if (textOf(below(node, 'runs', 'using')) === 'docker') return 'container';
  if (textOf(below(node, 'uses'))?.startsWith('docker://')) return 'container';
  const image = below(node, 'container') ?? below(node, 'image') ?? below(node, 'docker');
  if (mapReachesHost(node) || (image && mapReachesHost(image))) return 'privileged-container';
  const names = textOf(image) !== undefined || below(image, 'image') || below(image, 'name') || image?.items;
  return image && names ? 'container' : runnerOf(node);
}

function strongerOrRunner(outer: Surroundings, isolation: Isolation): Isolation {
  if (isolation === 'self-hosted-runner' && outer.isolation !== 'container') return isolation;
  return strongerIsolation(outer.isolation === 'ci-runner' ? 'none' : outer.isolation, isolation);
}
