import type { Arguments } from '../../shell/arguments.ts';

/** What lets a container reach the host: https://attack.mitre.org/techniques/T1611/ */
const capabilities =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|DAC_READ_SEARCH|SYS_BOOT|BPF)$/i;

/** Folders of the host that give it away as a whole, and the sockets of container engines. */
const hostPath =
  /^(?:\/|\/(?:etc|root|proc|sys|dev|boot|usr|var\/run|run|var\/lib\/(?:docker|kubelet|containerd)))\/?$|\/(?:docker|podman|containerd|crio)\.sock$/;

export function isHostPath(path: string): boolean {
  return hostPath.test(path.trim().replace(/^["']|["']$/g, ''));
}

export function isHostCapability(name: string): boolean {
  return capabilities.test(name.trim());
}

/** @param volume `/host:/inside:ro`, `type=bind,source=/,target=/host`, or the name of a volume */
export function mountsHost(volume: string): boolean {
  const source =
    /(?:^|,)\s*(?:source|src)\s*=\s*([^,]*)/.exec(volume)?.[1] ??
    (volume.includes(':') ? /^(.*?):/.exec(volume)?.[1] : undefined);
  return source !== undefined && isHostPath(source);
}

/** Options of a container run that hand the host over. */
export function reachesHost({ options }: Arguments): boolean {
  return options.some(({ name, value }) => {
    const text = value?.text ?? '';
    if (name === '--privileged') return text !== 'false';
    if (name === '--pid') return text === 'host';
    if (name === '--cap-add') return text.split(',').some(isHostCapability);
    if (name === '--device') return /^\/dev\/(?:sd|nvme|vd|mem|kmem|disk|mapper)/.test(text);
    return (name === '-v' || name === '--mount') && mountsHost(text);
  });
}

/** The same among words whose options are not told apart: `runArgs` of a development container, `options` of a job. */
export function reachHost(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const [name = '', given] = splitOption(word);
    const value = given ?? words[index + 1] ?? '';
    if (name === '--privileged') return given !== 'false';
    if (name === '--pid') return value === 'host';
    if (name === '--cap-add') return value.split(',').some(isHostCapability);
    if (/^(?:-v|--volume|--mount)$/.test(name)) return mountsHost(value);
    return mountsHost(word);
  });
}

function splitOption(word: string): [string, string | undefined] {
  const glued = /^(-v)(.+)$|^(--[\w-]+)=(.*)$/s.exec(word);
  return glued ? [glued[1] ?? glued[3] ?? '', glued[2] ?? glued[4]] : [word, undefined];
}
