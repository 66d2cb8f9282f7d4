import type { Isolation } from '../isolation.ts';
import type { Surroundings } from '../site.ts';
import { below, type DataFile, type DataNode } from './data-node.ts';
import type { Reader } from './key-routes.ts';

/** What a file is whose name does not say it. */
interface Structure {
  readonly scope: Surroundings['scope'];
  readonly isolation?: Isolation;
  readonly runs: true;
  readonly reader: Reader;
}

const tool = { runs: true, reader: 'tool' } as const;

const structures: readonly { readonly looks: (root: DataNode) => boolean; readonly is: Structure }[] = [
  {
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/
    looks: (root) => has(root, 'apiVersion', 'kind') && (has(root, 'spec') || has(root, 'metadata')),
    is: { ...tool, scope: 'container-image', isolation: 'container' },
  },
  {
    // https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html
    looks: (root) =>
      root.items?.some(
        (play) =>
          (has(play, 'hosts') && (has(play, 'tasks') || has(play, 'roles'))) ||
          play.entries?.some(({ key }) => /^ansible\.|^import_playbook$|^include_tasks$/.test(key)) ||
          (has(play, 'name') &&
            ['shell', 'command', 'win_shell', 'raw', 'block'].some((module) => has(play, module)) &&
            !has(play, 'run')),
      ) ?? false,
    is: { ...tool, scope: 'repository-script' },
  },
  {
    looks: (root) => has(root, 'jobs') && (has(root, 'on') || has(root, 'true')),
    is: { ...tool, scope: 'ci-job', isolation: 'ci-runner' },
  },
  {
    looks: (root) =>
      below(root, 'services')?.entries?.some(({ node }) => has(node, 'image') || has(node, 'build')) ?? false,
    is: { ...tool, scope: 'container-image', isolation: 'container' },
  },
];

/** How a file counts that holds what some tool reads, under whatever name. */
export function toldByStructure({ documents }: DataFile): Structure | undefined {
  return structures.find(({ looks }) => documents.some(looks))?.is;
}

function has(node: DataNode, ...keys: readonly string[]): boolean {
  return keys.every((key) => below(node, key) !== undefined);
}
