import type { Gap } from '../evidence/gap.ts';
import { givenRoots, homeRoots, liesIn, type ScanRoot } from '../evidence/scan-roots.ts';
import { searchTree } from '../evidence/tree/search-tree.ts';
import { highestLevel } from '../level.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import {
  alwaysExamined,
  furtherNeedles,
  needles,
  textByName,
  thoroughlySearched,
  wording,
} from '../scan/needles.ts';
import type { ScanDocument } from '../scan/scan-document.ts';
import { scanFile } from '../scan/scan-file.ts';
import type { Command, Invocation, Result } from './command.ts';

/** Every place where permission prompts are switched off, below the given paths or the current tree and the home. */
export const run: Command<ScanDocument, FlagOccurrence> = async (invocation) => {
  const document = await scanRoots(rootsOf(invocation), invocation);
  const findings = document.occurrences.filter(({ kind }) => kind !== 'mention');
  const status = { level: highestLevel(findings.map(({ level }) => level)), gaps: document.gaps };
  if (invocation.shape === 'document') return { shape: 'document', document, status };
  return { shape: 'stream', rows: rowsOf(document.occurrences), status: () => status } satisfies Result<
    ScanDocument,
    FlagOccurrence
  >;
};

async function* rowsOf(occurrences: readonly FlagOccurrence[]): AsyncIterable<FlagOccurrence> {
  yield* occurrences;
}

function rootsOf({ operands, cwd, options }: Invocation): ScanRoot[] {
  if (operands.length > 0) return givenRoots(operands, cwd);
  const tree = { path: cwd, prefix: '' };
  return [tree, ...homeRoots(options.home).filter(({ path }) => !liesIn(path, cwd))];
}

export async function scanRoots(
  roots: readonly ScanRoot[],
  { options, progress }: Pick<Invocation, 'options' | 'progress'>,
): Promise<ScanDocument> {
  const gaps: Gap[] = [];
  const counts = { files: 0, binaries: 0 };
  const occurrences: FlagOccurrence[] = [];
  let mentions = 0;
  for (const { path: root, prefix } of roots) {
    const gap = (found: Gap) =>
      gaps.push(
        prefix === '' || !found.evidence
          ? found
          : { ...found, evidence: { ...found.evidence, path: prefix + found.evidence.path } },
      );
    const search = {
      terms: {
        needles,
        furtherNeedles,
        wording,
        always: alwaysExamined,
        thorough: thoroughlySearched,
        text: textByName,
      },
      gap,
      counts,
      progress,
    };
    for await (const file of searchTree(root, search)) {
      const path = prefix + file.path;
      const scanned = scanFile({ path, fullPath: file.fullPath, text: file.text, evidencePath: path });
      mentions += scanned.occurrences.filter(({ kind }) => kind === 'mention').length;
      occurrences.push(
        ...scanned.occurrences.filter(({ kind }) => options.mentions === true || kind !== 'mention'),
      );
      if (scanned.broken) {
        const reason = 'is broken: what stands in it was read as far as it could be';
        gaps.push({ kind: 'malformed', reason, evidence: { path } });
      }
    }
  }
  occurrences.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
  return { schemaVersion: 1, occurrences, mentions, files: counts.files, binaries: counts.binaries, gaps };
}
