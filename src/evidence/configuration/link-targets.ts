import { realpathSync } from 'node:fs';

const mostRemembered = 20_000;

/**
 * Where links of this machine lead, for paths in POSIX form; each path is asked for once.
 * @returns a function that gives the target, or undefined where the path is no link or is not there
 */
export function linkTargets(): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) {
      if (known.size >= mostRemembered) known.clear();
      known.set(path, targetOf(path));
    }
    return known.get(path);
  };
}

function targetOf(path: string): string | undefined {
  try {
    const target = realpathSync.native(path);
    return target === path ? undefined : target;
  } catch {
    return undefined;
  }
}
