import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, resolve, win32 } from 'node:path';
import type { Gap, ReportGap } from '../gap.ts';
import { type Home, hostPath, referencePath } from '../home.ts';
import { liesIn } from '../lies-in.ts';

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

/** Whether what lies at a path says by itself that it belongs to the file that names it. */
type Proof = (target: string) => boolean;

/**
 * Where a path lies that a file of the repository names, or undefined where it must not be followed: whoever
 * wrote the repository chose it. A network path would make the system log in to a stranger's server; a path out
 * of the evidence would mix this machine's files into it.
 * @param belongs lets a path lead anywhere on a machine that is examined itself
 */
export function followPath(
  named: string,
  from: string,
  reading: RepositoryReading,
  belongs: Proof = () => false,
): string | undefined {
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
  if (!existsSync(target) || belongs(target)) return target;
  return staysInside(target, from, reading) ? target : undefined;
}

/**
 * Whether a path of a repository, its links resolved, lies in a home, in a repository that the user names, or in the
 * one whose file leads there; a gap where it does not.
 */
export function staysInside(target: string, from: string, reading: RepositoryReading): boolean {
  if (withinBoundary(target, from, reading.home)) return true;
  const reason =
    'it leads out of the homes and repositories asked for, and was not followed; --repo takes a repository along';
  reporter(reading)('missing', reason, from, 'work');
  return false;
}

/** Whether a path, its links resolved, stays under the root of the evidence; always true where there is none. */
export function withinRoot(path: string, { root }: Home): boolean {
  return root === undefined || liesIn(realPath(path), realPath(root));
}

/** The same without a gap. @param from a file of the repository that leads there */
export function withinBoundary(target: string, from: string, home: Home): boolean {
  const own = /^(.*?)[\\/]\.git(?:[\\/]|$)/.exec(from)?.[1];
  const folders = [
    home.root ?? home.directory,
    ...(home.repositories ?? []),
    ...(home.mappings ?? []).map(({ to }) => to),
    ...(own === undefined ? [] : [own]),
  ];
  return folders.some((folder) => liesIn(realPath(target), realPath(folder)));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
