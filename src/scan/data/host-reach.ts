import { isHostCapability, isHostPath, mountsHost, reachHost } from '../launch/host-reach.ts';
import { below, type DataNode, stringsOf, textOf } from './data-node.ts';

/**
 * Whether a map of a container, pod or job says that the host is in reach.
 * https://docs.docker.com/reference/compose-file/services/, https://kubernetes.io/docs/concepts/security/pod-security-standards/,
 * https://containers.dev/implementors/json_reference/
 */
export function mapReachesHost(node: DataNode): boolean {
  return (
    isTrue(below(node, 'privileged')) ||
    isTrue(below(node, 'hostPID')) ||
    isTrue(below(node, 'securityContext', 'privileged')) ||
    textOf(below(node, 'pid')) === 'host' ||
    capabilitiesIn(node).some(isHostCapability) ||
    wordsIn(node).some((words) => reachHost(words)) ||
    ['volumes', 'mounts'].some((key) => below(node, key)?.items?.some(isHostMount)) ||
    usesHostEngine(below(node, 'features'))
  );
}

function isTrue(node: DataNode | undefined): boolean {
  return node?.value === true || node?.value === 'true';
}

function capabilitiesIn(node: DataNode): string[] {
  const lists = [
    below(node, 'cap_add'),
    below(node, 'capAdd'),
    below(node, 'securityContext', 'capabilities', 'add'),
  ];
  return lists.flatMap((list) => stringsOf(list)).map((name) => textOf(name) ?? '');
}

/** Options for `docker run`: a list of a development container, a string of a job. */
function wordsIn(node: DataNode): string[][] {
  const lists = ['runArgs', 'options'].map((key) => below(node, key));
  return lists.flatMap((list) => {
    const words = stringsOf(list).flatMap((item) => (textOf(item) ?? '').split(/\s+/));
    return words.length > 0 ? [words] : [];
  });
}

/** `"/:/host"`, `{type: bind, source: /}`, `{hostPath: {path: /}}`. */
function isHostMount(item: DataNode): boolean {
  const text = textOf(item);
  if (text !== undefined) return mountsHost(text);
  const source = textOf(below(item, 'source')) ?? textOf(below(item, 'hostPath', 'path'));
  return source !== undefined && isHostPath(source);
}

/** The feature that mounts the socket of the host's engine. https://github.com/devcontainers/features */
function usesHostEngine(features: DataNode | undefined): boolean {
  return (
    features?.entries?.some(({ key }) => /docker-(?:outside-of-docker|from-docker)\b/.test(key)) ?? false
  );
}
