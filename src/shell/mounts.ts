import { resolvePath } from './paths.ts';

/** A folder of the host that a container sees under another path. */
export interface Mount {
  /** Absolute, on the host. */
  readonly host: string;
  /** Absolute, in the container. */
  readonly inside: string;
  /** The container can change nothing there. */
  readonly isReadOnly: boolean;
}

interface Around {
  /** Working folder on the host. */
  readonly cwd: string;
  readonly home: string;
}

/**
 * The folder that `-v /host:/inside` or `--mount type=bind,source=…,target=…` names; undefined for a volume, which is
 * no folder of the user.
 * https://docs.docker.com/engine/storage/bind-mounts/
 */
export function mountOf(text: string, around: Around): Mount | undefined {
  const named = /(?:^|,)(?:source|src)=([^,]+)/.exec(text)?.[1];
  const target = /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(text)?.[1];
  if (named !== undefined && target !== undefined)
    return mount(
      { host: named, inside: target, isReadOnly: /(?:^|,)(?:readonly|ro)\b(?!=false)/.test(text) },
      around,
    );
  const [, host = '', inside = '', mode = ''] = /^((?:[A-Za-z]:)?[^:]*):([^:]+)(?::(.*))?$/.exec(text) ?? [];
  return inside === ''
    ? undefined
    : mount({ host, inside, isReadOnly: mode.split(',').includes('ro') }, around);
}

function mount({ host, inside, isReadOnly }: Mount, { cwd, home }: Around): Mount | undefined {
  if (!/^[/~.\\]|^[A-Za-z]:[\\/]/.test(host)) return undefined;
  const path = host.replace(/^~(?=\/|$)/, () => home);
  return { host: resolvePath(path, cwd), inside: resolvePath(inside, '/'), isReadOnly };
}

/** Where a path of the container lies on the host; undefined where it lies in the container alone. */
export function onHost(
  path: string,
  mounts: readonly Mount[],
): Pick<Mount, 'host' | 'isReadOnly'> | undefined {
  for (const { host, inside, isReadOnly } of mounts) {
    if (path === inside) return { host, isReadOnly };
    const folder = inside === '/' ? '/' : `${inside}/`;
    if (path.startsWith(folder)) return { host: resolvePath(path.slice(folder.length), host), isReadOnly };
  }
  return undefined;
}
