import { basename } from 'node:path';
import { listSources } from '../evidence/collection/list-sources.ts';
import { type Home, recordedPathOf } from '../evidence/home.ts';
import { bagFolder, requireNoBag } from '../investigation/collection/bag-folder.ts';
import { chooseEvidence } from '../investigation/collection/choose-evidence.ts';
import { type CollectOption, collectorOf, recordedOptions } from '../investigation/collection/collector.ts';
import { withSecrets } from '../investigation/collection/count-secrets.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { type CaseOption, investigate } from '../investigation/investigation.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { archiveBag, archivePath, requireRecipients } from '../preserve/archive-bag.ts';
import { caseDocument } from '../preserve/case-document.ts';
import type { Collection } from '../preserve/collection.ts';
import {
  countAreas,
  gapsOf,
  leftBehindOf,
  madeOfRepositories,
  sizeOf,
  tornGap,
} from '../preserve/collection-account.ts';
import { payloadPath } from '../preserve/payload-path.ts';
import type { BagSubject } from '../preserve/seal-bag.ts';
import { type WrittenBag, writeBag } from '../preserve/write-bag.ts';
import type { Command, Result } from './command.ts';

/** Preserves the evidence of a home in a bag that `sha256sum` can verify. Writes nowhere else. */
export const run: Command<CollectOption, Collection> = async (invocation) => {
  const { evidence, gaps } = openEvidence(invocation);
  const { recipient, dryRun } = invocation.options;
  const isPacked = invocation.options.archive === true || recipient.length > 0;
  requireNoBag(evidence);
  await requireRecipients(recipient);
  const { selection, repositories, searchPath, projects } = await chooseEvidence(evidence, invocation);
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
      sizeBytes: sizeOf(planned),
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
    access: { reading: evidence, searchPath },
    documents: async () => [caseDocument(await investigate(asCase(invocation)))],
    home: subjectOf(evidence.home),
    collector: collectorOf(invocation),
    options: recordedOptions(invocation),
    startedAt: invocation.now,
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
    witnessLog: [],
    until: undefined,
    timeZone: undefined,
  };
  return { ...invocation, options: { ...invocation.options, ...none } };
}

function resultOf(document: Collection): Result<Collection> {
  return { shape: 'document', document, status: { level: 'none', gaps: document.gaps } };
}

function subjectOf(home: Home): BagSubject {
  const { recordedPath, agentFolder } = home;
  return {
    payload: payloadPath(recordedPath),
    recordedPath,
    ...(agentFolder !== undefined && { agentFolder: payloadPath(recordedPathOf(home, agentFolder)) }),
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
