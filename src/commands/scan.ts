import { readBaseline } from '../evidence/read-baseline.ts';
import { givenRoots, homeRoots, liesIn, type ScanRoot } from '../evidence/scan-roots.ts';
import { acceptedPlaces } from '../evidence/tree/ignore-rules.ts';
import { highestLevel } from '../level.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { ScanDocument } from '../scan/scan-document.ts';
import { scanRoots } from '../scan/search/scan-roots.ts';
import { suppress } from '../scan/suppression.ts';
import type { Command, Invocation } from './command.ts';

export type ScanOption = 'diff' | 'baseline' | 'agents' | 'mentions' | 'respectIgnore';

/**
 * Every place where permission prompts are switched off: below the given paths, or below the current folder and in
 * the profiles, histories and settings of the home; or what a change adds.
 */
export const run: Command<ScanOption, ScanDocument, FlagOccurrence> = async (invocation) => {
  const { diff } = invocation.options;
  const found = await (diff === undefined
    ? scanRoots(rootsOf(invocation), invocation)
    : scanChange(diff, invocation));
  const document = accepted(found, invocation);
  const findings = document.occurrences.filter(({ kind }) => kind !== 'mention');
  const status = { level: highestLevel(findings.map(({ level }) => level)), gaps: document.gaps };
  if (invocation.shape === 'document') return { shape: 'document', document, status };
  return { shape: 'stream', rows: rowsOf(document.occurrences), status: () => status };
};

/** Loaded only here: git's library is a quarter of the start of a scan. */
async function scanChange(diff: string, invocation: Invocation<ScanOption>): Promise<ScanDocument> {
  const { scanDiff } = await import('../scan/search/scan-diff.ts');
  return scanDiff(diff, invocation);
}

async function* rowsOf(occurrences: readonly FlagOccurrence[]): AsyncIterable<FlagOccurrence> {
  yield* occurrences;
}

function rootsOf({ operands, cwd, options }: Invocation): ScanRoot[] {
  if (operands.length > 0) return givenRoots(operands, cwd);
  const tree = { path: cwd, prefix: '' };
  return [tree, ...homeRoots(options.home).filter(({ path }) => !liesIn(path, cwd))];
}

/** Without what the baseline, the ignore file of the scanned folder, or a comment on the line accepts. */
function accepted(document: ScanDocument, { operands, cwd, options }: Invocation<'baseline'>): ScanDocument {
  const baseline = options.baseline === undefined ? new Set<string>() : readBaseline(options.baseline);
  const [root] = givenRoots(operands.length > 0 ? operands.slice(0, 1) : [cwd], cwd);
  const ignored = acceptedPlaces(root?.path ?? cwd);
  const { counting, suppressed } = suppress(document.occurrences, { baseline, ignored });
  return { ...document, occurrences: counting, suppressed };
}
