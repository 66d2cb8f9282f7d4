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

/** What holds in both of two cases. */
export function weakerIsolation(a: Isolation, b: Isolation): Isolation {
  return strongerIsolation(a, b) === a ? b : a;
}
