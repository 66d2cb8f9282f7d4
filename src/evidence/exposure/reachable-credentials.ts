import {
  type CredentialStore,
  credentialStoreOf,
  credentialStores,
  isCredentialTemplate,
} from '../../secrets/credential-stores.ts';
import type { EvidenceReference } from '../artifact.ts';
import { recordedFiles } from '../bag-record.ts';
import { locateFiles } from '../configuration/locate-files.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { type Evidence, readText, withFile } from '../configuration/read-text.ts';
import { type Home, hostPath, recordedPathOf, referencePath } from '../home.ts';

/** A credential that any program of the user could read. Its value is looked at only to tell that there is one. */
export interface ReachableCredential {
  /** Key of the credential stores. */
  readonly kind: string;
  /** Absolute, as the evidence writes it. */
  readonly file: string;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Permission bits, octal. */
  readonly mode: string;
  readonly evidence: EvidenceReference;
}

/** A credential is short; of a longer file the beginning tells. */
const bytesAtMost = 4 * 1024 * 1024;
const filesAtMost = 5000;

/** Every known store of the home and its projects that holds something. */
export function reachableCredentials(
  evidence: Evidence,
  projects: readonly ProjectFolder[],
): readonly ReachableCredential[] {
  if (evidence.home.bag !== undefined) return recordedCredentials(evidence.home).sort(byFile);
  const found = new Map<string, ReachableCredential>();
  for (const store of credentialStores) {
    for (const path of filesOf(store, { evidence, projects })) {
      if (found.size >= filesAtMost || found.has(path)) continue;
      const credential = look(path, { store, evidence });
      if (credential) found.set(path, credential);
    }
  }
  return [...found.values()].sort(byFile);
}

function byFile(a: ReachableCredential, b: ReachableCredential): number {
  return a.file < b.file ? -1 : 1;
}

/** A bag holds no credentials, only what was seen of them when it was made. */
function recordedCredentials(home: Home): ReachableCredential[] {
  return [...recordedFiles(home)].flatMap(([file, { credential: kind, modifiedAt, mode = 0 }]) => {
    if (kind === undefined) return [];
    const evidence = { path: referencePath(home, hostPath(home, file)) };
    return [{ kind, file, modifiedAt, mode: (mode & 0o777).toString(8), evidence }];
  });
}

function filesOf(
  { home = [], project = [] }: CredentialStore,
  where: { readonly evidence: Evidence; readonly projects: readonly ProjectFolder[] },
): readonly string[] {
  const places = [
    ...home.map((path) => ({ base: 'home', path }) as const),
    ...project.map((path) => ({ base: 'project', path }) as const),
  ];
  return places.flatMap((place) => locateFiles(place, where).map(({ path }) => path));
}

/** Of a store that is known by its place alone, outside of the known places. */
const hiddenFolder = /\/\.[^/]+\//;

/**
 * The credential that a file holds, wherever it lies: by the end of its path and, where the store says what has to
 * stand in it, by its content.
 * @param path absolute, on this machine
 */
export function credentialAt(path: string, evidence: Evidence): ReachableCredential | undefined {
  const recorded = recordedPathOf(evidence.home, path);
  const store = credentialStoreOf(recorded);
  if (!store || (!store.holds && !hiddenFolder.test(recorded))) return undefined;
  return look(path, { store, evidence });
}

function look(
  path: string,
  { store, evidence }: { readonly store: CredentialStore; readonly evidence: Evidence },
): ReachableCredential | undefined {
  const file = recordedPathOf(evidence.home, path);
  if (isCredentialTemplate(file) || !store.path.test(file.toLowerCase())) return undefined;
  const stat = withFile(path, evidence, (opened) => opened.stat);
  if (!stat || stat.size === 0) return undefined;
  if (store.holds && !store.holds.test(readText(path, evidence, bytesAtMost)?.text ?? '')) return undefined;
  return {
    kind: store.kind,
    file,
    modifiedAt: stat.mtime.toISOString(),
    mode: (stat.mode & 0o777).toString(8),
    evidence: { path: referencePath(evidence.home, path) },
  };
}
