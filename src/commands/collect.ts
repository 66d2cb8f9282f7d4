import { basename, join, resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { tornReason } from '../evidence/bag-record.ts';
import { listSources } from '../evidence/collection/list-sources.ts';
import { areas } from '../evidence/collection/places.ts';
import type { Source } from '../evidence/collection/source.ts';
import { furtherAgentFolders } from '../evidence/configuration/agent-folders.ts';
import type { ProjectFolder } from '../evidence/configuration/project-folders.ts';
import type { Evidence } from '../evidence/configuration/read-text.ts';
import type { Gap } from '../evidence/gap.ts';
import { evidencePath, type Home } from '../evidence/home.ts';
import { liesIn } from '../evidence/lies-in.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { type CaseOption, investigate } from '../investigation/investigation.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { archiveBag, archivePath, requireRecipients } from '../preserve/archive-bag.ts';
import { caseDocument } from '../preserve/case-document.ts';
import type { AreaCount, Collection } from '../preserve/collection.ts';
import { payloadPath } from '../preserve/payload-path.ts';
import type { BagSubject } from '../preserve/seal-bag.ts';
import { type WrittenBag, writeBag } from '../preserve/write-bag.ts';
import { chooseEvidence } from './collect/choose-evidence.ts';
import { type CollectOption, collectorOf, recordedOptions } from './collect/collector.ts';
import { withSecrets } from './collect/count-secrets.ts';
import type { Command, Result } from './command.ts';

/** Preserves the evidence of a home in a bag that `sha256sum` can verify. Writes nowhere else. */
export const run: Command<CollectOption, Collection> = async (invocation) => {
  const { evidence, gaps } = openEvidence(invocation);
  const { recipient, dryRun } = invocation.options;
  const isPacked = invocation.options.archive === true || recipient.length > 0;
  requireNoBag(evidence);
  await requireRecipients(recipient);
  const { selection, repositories, projects } = await chooseEvidence(evidence, invocation);
  const folder = bagFolder(evidence, projects, invocation);
  const sources = [...listSources(selection)];
  const planned = sources.filter(({ leftBehind }) => leftBehind === undefined);
  const common = { schemaVersion: 1, home: evidence.home.recordedPath } as const;
  if (dryRun) {
    return resultOf({
      ...common,
      path: folder,
      areas: await withSecrets(countAreas(planned), planned, evidence),
      isDryRun: true,
      files: planned.length,
      sizeBytes: sum(planned),
      resumedFiles: 0,
      leftBehind: leftBehindOf(sources),
      gaps: [...gaps, ...gapsOf(sources)],
    });
  }
  const archive = isPacked ? archivePath(folder, recipient) : undefined;
  const bag = await writeBag({
    folder,
    ...(archive !== undefined && { archive }),
    sources,
    repositories,
    access: { reading: evidence, searchPath: invocation.env['PATH'] ?? '' },
    documents: async () => [caseDocument(await investigate(asCase(invocation)))],
    home: subjectOf(evidence.home),
    collector: collectorOf(invocation),
    options: recordedOptions(invocation),
    clock: invocation.clock,
    progress: invocation.progress,
  });
  return resultOf({
    ...common,
    path: await pack(bag, { folder, archive }, invocation),
    areas: countAreas([...bag.kept, ...madeOfRepositories(bag)]),
    isDryRun: false,
    files: bag.files,
    sizeBytes: bag.sizeBytes,
    resumedFiles: bag.resumedFiles,
    leftBehind: leftBehindOf(bag.leftBehind),
    seal: bag.seal,
    gaps: [...gaps, ...gapsOf(bag.leftBehind), ...bag.torn.map(tornGap)],
  });
};

/** A collection takes no queries, hosts or logs of its own. */
function asCase(invocation: Invocation<CollectOption>): Invocation<CaseOption> {
  const none = {
    queries: [],
    allowHost: [],
    providerLog: [],
    processLog: [],
    until: undefined,
    timeZone: undefined,
  };
  return { ...invocation, options: { ...invocation.options, ...none } };
}

function resultOf(document: Collection): Result<Collection> {
  return { shape: 'document', document, status: { level: 'none', gaps: document.gaps } };
}

/** A bag of copies would say that they are the originals. */
function requireNoBag({ home }: Evidence): void {
  if (home.bag === undefined) return;
  throw new TriageError(`is a bag already: ${home.bag}`, 'copy the folder, and verify the copy');
}

/** Named for the home and the day, so that the same command goes on where an interrupted one stopped. */
function bagFolder(evidence: Evidence, projects: readonly ProjectFolder[], invocation: Invocation): string {
  const { operands, cwd, now } = invocation;
  const name = basename(evidence.home.recordedPath).replace(/[^\w.-]/g, '_') || 'home';
  const folder = resolve(cwd, operands[0] ?? `evidence-${name}-${now.toISOString().slice(0, 10)}`);
  const { directory, root } = evidence.home;
  const protectedFolders = [
    ...(evidence.isLive ? [join(directory, '.claude')] : [directory, ...(root === undefined ? [] : [root])]),
    ...furtherAgentFolders(evidence),
    ...projects.map(({ path }) => path),
  ];
  const inside = protectedFolders.find((path) => liesIn(folder, path));
  if (inside !== undefined) {
    throw new TriageError(
      `will not write into the evidence: ${folder} lies in ${inside}`,
      'name another folder',
    );
  }
  return folder;
}

function subjectOf(home: Home): BagSubject {
  const { recordedPath, agentFolder } = home;
  return {
    payload: payloadPath(recordedPath),
    recordedPath,
    ...(agentFolder !== undefined && { agentFolder: payloadPath(evidencePath(home, agentFolder)) }),
  };
}

/** Where the result is: the bag, or the archive that was made of it. */
async function pack(
  bag: WrittenBag,
  { folder, archive }: { readonly folder: string; readonly archive: string | undefined },
  { options, progress }: Invocation<'recipient'>,
): Promise<string> {
  if (archive === undefined) return bag.folder;
  progress('packing the bag');
  const { recipient: recipients } = options;
  await archiveBag({ work: bag.folder, name: basename(folder), file: archive, recipients });
  return archive;
}

type Counted = Pick<Source, 'area' | 'sizeBytes'>;

/** All but the case document. */
function madeOfRepositories({ made }: WrittenBag): Counted[] {
  return made.flatMap(({ from, sizeBytes }) =>
    from === undefined ? [] : [{ area: 'repository' as const, sizeBytes }],
  );
}

function countAreas(sources: readonly Counted[]): readonly AreaCount[] {
  return areas
    .map((area) => ({ area, own: sources.filter((source) => source.area === area) }))
    .filter(({ own }) => own.length > 0)
    .map(({ area, own }) => ({ area, files: own.length, sizeBytes: sum(own) }));
}

function sum(sources: readonly Counted[]): number {
  return sources.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

function leftBehindOf(sources: readonly Source[]): Collection['leftBehind'] {
  return sources.flatMap(({ recordedPath: path, leftBehind: reason }) =>
    reason === undefined ? [] : [{ path, reason }],
  );
}

function gapsOf(sources: readonly Source[]): Gap[] {
  return sources
    .filter(({ isGap }) => isGap)
    .map(({ recordedPath: path, leftBehind }) => ({
      kind: 'unreadable',
      reason: leftBehind ?? 'was not copied',
      evidence: { path },
    }));
}

function tornGap({ recordedPath: path }: Source): Gap {
  return {
    kind: 'truncated',
    reason: tornReason,
    evidence: { path },
  };
}
