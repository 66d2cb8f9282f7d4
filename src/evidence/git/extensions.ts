import { join } from 'node:path';
import { entryKind } from './entry-kind.ts';
import type { LocalSetting } from './local-settings.ts';
import type { RefStorage } from './ref-storage.ts';
import { type RepositoryReading, reporter } from './repository-reading.ts';

/**
 * Extensions that change nothing of what is read here, or whose change is read.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-extensions
 */
const understood: ReadonlySet<string> = new Set([
  'compatobjectformat',
  'noop',
  'noop-v1',
  'objectformat',
  'partialclone',
  'preciousobjects',
  'relativeworktrees',
  'worktreeconfig',
]);

/** Reports what a repository keeps in a form that is not read: then what it says is not all that it holds. */
export function reportExtensions(
  settings: readonly LocalSetting[],
  { commonDirectory, form }: { readonly commonDirectory: string; readonly form: RefStorage['form'] },
  reading: RepositoryReading,
): void {
  const report = (reason: string) => reporter(reading)('unsupported', reason, commonDirectory);
  const named = extensionsOf(settings);
  const storage = named.get('refstorage') ?? form;
  if (form === 'files' && entryKind(join(commonDirectory, 'reftable')) === 'folder') {
    report('a folder of reftables lies beside refs that are kept as files, and was not read');
  } else if (storage !== form) {
    report('its refs and reflogs are kept in a form that is not known, and were not read');
  }
  for (const name of named.keys()) {
    if (name !== 'refstorage' && !understood.has(name))
      report('it uses an extension of git that is not known here: what that changes was not read');
  }
}

/** Whether a setting says that working trees have configurations of their own. https://git-scm.com/docs/git-worktree#_configuration_file */
export function hasWorktreeConfiguration(settings: readonly LocalSetting[]): boolean {
  return extensionsOf(settings).get('worktreeconfig') === 'true';
}

/** Whether objects that are not here may be had from a remote. https://git-scm.com/docs/partial-clone */
export function isPartialClone(settings: readonly LocalSetting[]): boolean {
  return (
    extensionsOf(settings).has('partialclone') ||
    settings.some(({ key, value }) => /^remote\..*\.promisor$/.test(key) && value === 'true')
  );
}

function extensionsOf(settings: readonly LocalSetting[]): ReadonlyMap<string, string> {
  return new Map(
    settings.flatMap(({ key, value }) =>
      key.startsWith('extensions.') ? [[key.slice('extensions.'.length), value.toLowerCase()] as const] : [],
    ),
  );
}
