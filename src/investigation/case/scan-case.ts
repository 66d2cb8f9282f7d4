import type { ProjectFolder } from '../../evidence/configuration/project-folders.ts';
import type { Home } from '../../evidence/home.ts';
import { liesIn } from '../../evidence/lies-in.ts';
import { homeRoots } from '../../evidence/scan-roots.ts';
import type { ScanDocument } from '../../scan/scan-document.ts';
import { type Scanning, scanRoots } from '../../scan/search/scan-roots.ts';

/** Scans the home's profiles, histories and settings, and the folders in which sessions worked, each once. */
export function scanCase(
  projects: readonly ProjectFolder[],
  { home, ...scanning }: Scanning & { readonly home: Home },
): Promise<ScanDocument> {
  // A session in the home itself does not make the whole home a project.
  const folders = projects.filter(({ path }) => !liesIn(home.directory, path));
  const outermost = folders.filter(
    ({ path }) => !folders.some((other) => other.path !== path && liesIn(path, other.path)),
  );
  const roots = [
    ...homeRoots(home.directory, home),
    ...outermost.map(({ path, recorded }) => ({ path, prefix: `${recorded}/` })),
  ];
  return scanRoots(roots, scanning);
}
