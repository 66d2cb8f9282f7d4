/** How much an isolation holds: `strong` keeps the machine out of reach, `partial` holds some of it, `none` nothing. */
export type Strength = 'strong' | 'partial' | 'none';

/** Real isolation that stands beside a flag, weakest first. */
export const isolations = {
  none: {
    strength: 'none',
    says: 'no isolation is visible: the agent reaches everything that its user reaches',
  },
  'self-hosted-runner': {
    strength: 'none',
    says: 'a self-hosted runner is a machine of your own that keeps its state between jobs',
  },
  'privileged-container': {
    strength: 'none',
    says: 'the container is privileged or holds the socket of the container engine, and so reaches the host',
  },
  'bash-sandbox': {
    strength: 'partial',
    says: 'the built-in sandbox covers shell commands only, not the file tools, MCP servers and hooks',
  },
  'ci-runner': {
    strength: 'partial',
    says: 'the runner of a CI service, of which the file does not say who hosts it; the token of the job is in reach',
  },
  'hosted-runner': {
    strength: 'partial',
    says: 'a hosted runner is discarded after the job, but the token of the repository and the secrets of the job are in reach',
  },
  'process-sandbox': {
    strength: 'partial',
    says: 'a process sandbox (bubblewrap, firejail, sandbox-exec, sandbox-runtime) holds as much as its profile says',
  },
  container: {
    strength: 'strong',
    says: 'a container keeps the host out of reach; what is mounted into it and the network are not',
  },
  devcontainer: {
    strength: 'strong',
    says: 'a development container keeps the host out of reach; the workspace, forwarded credentials and the network are not',
  },
  'virtual-machine': {
    strength: 'strong',
    says: 'a virtual machine keeps the host out of reach; shared folders and the network are not',
  },
} as const satisfies Record<string, { readonly strength: Strength; readonly says: string }>;
export type Isolation = keyof typeof isolations;

const order = Object.keys(isolations) as readonly Isolation[];

/** The stronger of two: a container inside a hosted runner is a container. */
export function strongerIsolation(a: Isolation, b: Isolation): Isolation {
  if (a === 'privileged-container' || b === 'privileged-container') return 'privileged-container';
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** Programs that start another one inside an isolation; where words are named, one of them must follow. */
const isolating = new Map<string, { readonly isolation: Isolation; readonly words?: readonly string[] }>(
  Object.entries({
    docker: { isolation: 'container', words: ['run', 'exec', 'compose', 'sandbox'] },
    podman: { isolation: 'container', words: ['run', 'exec', 'compose'] },
    nerdctl: { isolation: 'container', words: ['run', 'exec', 'compose'] },
    container: { isolation: 'container', words: ['run', 'exec'] },
    'docker-compose': { isolation: 'container' },
    'podman-compose': { isolation: 'container' },
    kubectl: { isolation: 'container', words: ['run', 'exec'] },
    oc: { isolation: 'container', words: ['run', 'exec', 'rsh'] },
    apptainer: { isolation: 'container', words: ['exec', 'run', 'shell'] },
    singularity: { isolation: 'container', words: ['exec', 'run', 'shell'] },
    'systemd-nspawn': { isolation: 'container' },
    incus: { isolation: 'container', words: ['exec'] },
    lxc: { isolation: 'container', words: ['exec'] },
    'lxc-attach': { isolation: 'container' },
    sbx: { isolation: 'container' },
    devcontainer: { isolation: 'devcontainer', words: ['exec', 'up', 'open'] },
    devpod: { isolation: 'devcontainer' },
    bwrap: { isolation: 'process-sandbox' },
    bubblewrap: { isolation: 'process-sandbox' },
    firejail: { isolation: 'process-sandbox' },
    nsjail: { isolation: 'process-sandbox' },
    'sandbox-exec': { isolation: 'process-sandbox' },
    srt: { isolation: 'process-sandbox' },
    '@anthropic-ai/sandbox-runtime': { isolation: 'process-sandbox' },
    'sandbox-runtime': { isolation: 'process-sandbox' },
    limactl: { isolation: 'virtual-machine', words: ['shell'] },
    lima: { isolation: 'virtual-machine' },
    colima: { isolation: 'virtual-machine', words: ['ssh'] },
    multipass: { isolation: 'virtual-machine', words: ['exec', 'shell'] },
    vagrant: { isolation: 'virtual-machine', words: ['ssh'] },
    tart: { isolation: 'virtual-machine', words: ['run', 'exec'] },
    orb: { isolation: 'virtual-machine' },
    orbctl: { isolation: 'virtual-machine' },
    'qemu-system-x86_64': { isolation: 'virtual-machine' },
    firecracker: { isolation: 'virtual-machine' },
  }),
);

/** @param words of one command, up to the flag; the isolation that one of them starts, or `none` */
export function isolationOf(words: readonly string[]): Isolation {
  let found: Isolation = 'none';
  for (const [index, word] of words.entries()) {
    const entry = isolating.get(word.slice(word.lastIndexOf('/') + 1)) ?? isolating.get(word);
    if (!entry) continue;
    const rest = words.slice(index + 1);
    if (entry.words && !entry.words.some((needed) => rest.slice(0, 12).includes(needed))) continue;
    found = strongerIsolation(found, reachesHost(rest) ? 'privileged-container' : entry.isolation);
  }
  return found;
}

/** Options of a container run that hand the host over. https://docs.docker.com/reference/cli/docker/container/run/#privileged */
function reachesHost(words: readonly string[]): boolean {
  return words.some(
    (word) =>
      word === '--privileged' ||
      word.includes('/docker.sock') ||
      word === '--pid=host' ||
      /^\/:\//.test(word),
  );
}
