import { basename } from 'node:path';
import { holdsText } from '../../evidence/agents/holds-text.ts';
import type { Gap, ReportGap } from '../../evidence/gap.ts';
import { readHistoryDatabase } from '../../evidence/history-database.ts';
import type { ScanRoot } from '../../evidence/scan-roots.ts';
import { ignoreRules } from '../../evidence/tree/ignore-rules.ts';
import { NeighbourReader } from '../../evidence/tree/neighbours.ts';
import { searchTree } from '../../evidence/tree/search-tree.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import {
  alwaysExamined,
  furtherNeedles,
  needles,
  otherAgentNeedles,
  sparselySearched,
  textByName,
  wording,
} from '../needles.ts';
import { otherAgentFilter } from '../other-agent-wording.ts';
import type { ScanDocument } from '../scan-document.ts';
import { PlaceCollection, type ScanOptions } from './place-collection.ts';
import type { AgeSearch } from './since-when.ts';

/** What a scan looks for, and how it tells how far it is. */
export interface Scanning {
  readonly options: ScanOptions;
  /** To tell since when each place stands; not told where it is absent. */
  readonly ages?: AgeSearch;
  /** Shows a short line on a terminal. */
  progress(line: string): void;
}

/** Every place below some roots, as it stands there: nothing is suppressed yet. */
export async function scanRoots(
  roots: readonly ScanRoot[],
  { options, progress, ages }: Scanning,
): Promise<ScanDocument> {
  const places = new PlaceCollection(options);
  const terms = termsFor(options.agents !== 'claude');
  for (const { path: root, prefix, shown, isSourced, isDatabase, isBeyond } of roots) {
    const gap = (found: Gap) => places.gaps.push(below(prefix, found));
    if (isBeyond) {
      gap(beyondGap(root));
      continue;
    }
    if (isDatabase) {
      if (holdsText(root, terms.wording)) await scanHistory(root, prefix, { places, gap });
      continue;
    }
    const around = new NeighbourReader(root);
    const leftOut = options.respectIgnore === true ? { leftOut: ignoreRules(root) } : {};
    for await (const file of searchTree(root, { terms, gap, counts: places.counts, progress, ...leftOut })) {
      const path = shown?.path ?? prefix + file.path;
      places.files.set(path, file.fullPath);
      await places.scan({
        path,
        fullPath: shown?.fullPath ?? file.fullPath,
        text: file.text,
        evidencePath: path,
        ...(shown === undefined && { neighbours: around.of(file.fullPath) }),
        ...(file.firstLine !== undefined && { firstLine: file.firstLine }),
        ...(isSourced && { isSourced }),
      });
    }
  }
  const document = places.document();
  return ages && document.occurrences.length > 0 ? dated(document, places.files, ages) : document;
}

/** Git's library is loaded only where something stands. */
async function dated(
  document: ScanDocument,
  files: ReadonlyMap<string, string>,
  ages: AgeSearch,
): Promise<ScanDocument> {
  const { withAges } = await import('./since-when.ts');
  return { ...document, occurrences: await withAges(document.occurrences, files, ages) };
}

function beyondGap(path: string): Gap {
  const reason = 'is read by a profile, lies outside of the evidence and was not read';
  return { kind: 'missing', reason, evidence: { path: basename(path) }, limits: 'configuration' };
}

function termsFor(all: boolean) {
  const names = {
    always: alwaysExamined,
    text: textByName,
    sparse: sparselySearched,
    sparseWording: wording,
  };
  if (!all) return { needles, furtherNeedles, wording, ...names };
  const either = new RegExp(`${wording.source}|${otherAgentFilter.source}`);
  return { needles, furtherNeedles: [...furtherNeedles, ...otherAgentNeedles()], wording: either, ...names };
}

/** Each command is read as one of a history with times; its line is the number of its row. */
async function scanHistory(
  database: string,
  prefix: string,
  { places, gap }: { readonly places: PlaceCollection; readonly gap: ReportGap },
): Promise<void> {
  const path = prefix + basename(database);
  places.counts.files += 1;
  for (const { command, seconds, table, row } of readHistoryDatabase(database, gap)) {
    if (!mayTakeRoute(command)) continue;
    const time = seconds === undefined ? '' : `: ${seconds}:0;`;
    const text = `${time}${command.replaceAll('\n', '\\\n')}`;
    const file = { path, evidencePath: path, fullPath: '/.zsh_history', table };
    await places.scan({ ...file, text, firstLine: row });
  }
}

function below(prefix: string, gap: Gap): Gap {
  if (prefix === '' || !gap.evidence) return gap;
  return { ...gap, evidence: { ...gap.evidence, path: prefix + gap.evidence.path } };
}
