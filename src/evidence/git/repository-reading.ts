import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, win32 } from 'node:path';
import type { Gap, ReportGap } from '../gap.ts';
import { type Home, hostPath, referencePath } from '../home.ts';

/** What reading a repository needs to know of the evidence around it. */
export interface RepositoryReading {
  readonly home: Home;
  readonly reportGap: ReportGap;
}

/** Reports a gap in one file or folder of a repository. */
export function reporter({ home, reportGap }: RepositoryReading) {
  return (kind: Gap['kind'], reason: string, path: string, limits?: Gap['limits']): void =>
    reportGap({ kind, reason, evidence: { path: referencePath(home, path) }, ...(limits && { limits }) });
}

/**
 * Where a path lies that a file of the repository names, or undefined where it must not be followed: whoever
 * wrote the repository chose it. A network path would make the system log in to a stranger's server; a path out
 * of a mounted image would mix this machine's files into the evidence.
 */
export function followPath(named: string, from: string, reading: RepositoryReading): string | undefined {
  const report = reporter(reading);
  if (named === '' || named.length > 4096 || /\p{Cc}/u.test(named)) {
    report('tampering', 'it names a path that git would not write', from);
    return undefined;
  }
  if (/^[\\/]{2}/.test(named)) {
    report('tampering', 'it names a network path; the path was not followed', from);
    return undefined;
  }
  const absolute = isAbsolute(named) || win32.isAbsolute(named);
  const target = absolute ? hostPath(reading.home, named) : resolve(from, '..', named);
  if (!withinRoot(target, reading.home)) {
    report('tampering', 'it names a path outside the evidence; the path was not followed', from);
    return undefined;
  }
  return target;
}

/** Whether a path, its links resolved, stays under the root of the evidence; always true where there is none. */
export function withinRoot(path: string, { root }: Home): boolean {
  if (root === undefined) return true;
  const inside = relative(realPath(root), realPath(path));
  return inside === '' || (!inside.startsWith('..') && !isAbsolute(inside));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
