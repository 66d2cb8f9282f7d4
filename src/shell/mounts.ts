import { resolvePath } from './paths.ts';

/** A folder of the host that a container sees under another path. */
export interface Mount {
  /** Absolute, on the host. */
  readonly host: string;
  /** Absolute, in the container. */
  readonly inside: string;
}

interface Around {
  /** Working folder on the host. */
  readonly cwd: string;
  readonly home: string;
}

/**
 * The folder that `-v /host:/inside` or `--mount type=bind,source=…,target=…` names; undefined for a volume, which is
 * no folder of the user, and for one that is mounted read-only.
 * https://docs.docker.com/engine/storage/bind-mounts/
 */
export function mountOf(text: string, around: Around): Mount | undefined {
  const named = /(?:^|,)(?:source|src)=([^,]+)/.exec(text)?.[1];
  const target = /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(text)?.[1];
  if (named !== undefined && target !== undefined) return mount(named, target, around);
  const [, host = '', inside = '', mode = ''] = /^((?:[A-Za-z]:)?[^:]*):([^:]+)(?::(.*))?$/.exec(text) ?? [];
  return inside === '' || mode.split(',').includes('ro') ? undefined : mount(host, inside, around);
}

function mount(host: string, inside: string, { cwd, home }: Around): Mount | undefined {
  if (!/^[/~.\\]|^[A-Za-z]:[\\/]/.test(host)) return undefined;
  const path = host.replace(/^~(?=\/|$)/, () => home);
  return { host: resolvePath(path, cwd), inside: resolvePath(inside, '/') };
}

/** The path on the host; undefined where it lies in the container alone. */
export function onHost(path: string, mounts: readonly Mount[]): string | undefined {
  for (const { host, inside } of mounts) {
    if (path === inside) return host;
    const folder = inside === '/' ? '/' : `${inside}/`;
    if (path.startsWith(folder)) return resolvePath(path.slice(folder.length), host);
  }
  return undefined;
}
