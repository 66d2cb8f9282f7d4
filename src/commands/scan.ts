import { dirname } from 'node:path';
import { isFolder } from '../evidence/acquire.ts';
import { acceptanceOf } from '../evidence/case-file/acceptance.ts';
import { userHomes } from '../evidence/configuration/user-homes.ts';
import { type Home, openHome } from '../evidence/home.ts';
import { homeLaunchRoots } from '../evidence/launch/launch-roots.ts';
import { liesIn } from '../evidence/lies-in.ts';
import { readBaseline } from '../evidence/read-baseline.ts';
import { givenRoots, repositoryAround, type ScanRoot } from '../evidence/scan-roots.ts';
import { acceptedPlaces, ignoredIn } from '../evidence/tree/ignore-rules.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { isLiveHome, openHomeOf } from '../invocation/open-home.ts';
import { highestLevel } from '../level.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { ScanDocument } from '../scan/scan-document.ts';
import { scanRoots } from '../scan/search/scan-roots.ts';
import type { AgeSearch } from '../scan/search/since-when.ts';
import { type Acceptance, suppress } from '../scan/suppression.ts';
import type { Command } from './command.ts';

export type ScanOption = 'case' | 'diff' | 'git' | 'baseline' | 'agents' | 'mentions' | 'respectIgnore';

/**
 * Every place where permission prompts are switched off: below the given paths, or below the current folder and in
 * the profiles, histories and settings of the home; or what a change adds.
 */
export const run: Command<ScanOption, ScanDocument, FlagOccurrence> = async (invocation) => {
  const { diff } = invocation.options;
  const document = await (diff === undefined ? scanFolders(invocation) : scanChange(diff, invocation));
  const findings = document.occurrences.filter(({ kind }) => kind !== 'mention');
  const status = { level: highestLevel(findings.map(({ level }) => level)), gaps: document.gaps };
  if (invocation.shape === 'document') return { shape: 'document', document, status };
  return { shape: 'stream', rows: rowsOf(document.occurrences), status: () => status };
};

async function scanFolders(invocation: Invocation<ScanOption>): Promise<ScanDocument> {
  const { operands, cwd } = invocation;
  const [root] = givenRoots(operands.length > 0 ? operands.slice(0, 1) : [cwd], cwd);
  const document = await scanRoots(rootsOf(invocation), { ...invocation, ages: ageSearch(invocation) });
  const sourceRoot = operands.length > 1 ? {} : { sourceRoot: repositoryAround(beginningOf(root, cwd)) };
  return accepted({ ...document, ...sourceRoot }, invocation, ignoredIn(root?.path ?? cwd));
}

function ageSearch({ options, cwd, env }: Invocation<'git'>): AgeSearch {
  const { git: given, root } = options;
  return { git: { searchPath: env['PATH'] ?? '', given }, home: openHome(cwd, { root }) };
}

/** The folder from which paths are told: a file keeps the folder in which it was given. */
function beginningOf(root: ScanRoot | undefined, cwd: string): string {
  if (!root) return cwd;
  return isFolder(root.path) ? root.path : root.prefix === '' ? dirname(root.path) : cwd;
}

/** Loaded only here: git's library is a quarter of the start of a scan. What counts as accepted is what the base says. */
async function scanChange(diff: string, invocation: Invocation<ScanOption>): Promise<ScanDocument> {
  const { scanDiff } = await import('../scan/search/scan-diff.ts');
  const { document, ignoreFile } = await scanDiff(diff, invocation);
  const { folder } = repositoryAround(invocation.cwd);
  const told = { ...document, sourceRoot: { folder, prefix: '' } };
  return accepted(told, invocation, acceptedPlaces(ignoreFile ?? ''));
}

async function* rowsOf(occurrences: readonly FlagOccurrence[]): AsyncIterable<FlagOccurrence> {
  yield* occurrences;
}

function rootsOf(invocation: Invocation): ScanRoot[] {
  const { operands, cwd, options } = invocation;
  const home = homeToScan(invocation);
  if (operands.length > 0) return givenRoots(operands, cwd);
  const ofHomes = home ? userHomes(home).flatMap((userHome) => homeLaunchRoots(home, userHome)) : [];
  const { root } = options;
  const tree = root === undefined || liesIn(cwd, root) ? [{ path: cwd, prefix: '' }] : [];
  return [...tree, ...ofHomes.filter(({ path }) => tree.length === 0 || !liesIn(path, cwd))];
}

/** The user's own home need not be there; one that is named must. @throws {TriageError} where it is not */
function homeToScan(invocation: Invocation): Home | undefined {
  const isAbsent = isLiveHome(invocation) && !isFolder(invocation.options.home);
  return isAbsent ? undefined : openHomeOf(invocation);
}

/** Without what the baseline, the ignore file, the case file, or a comment on the line accepts. */
function accepted(
  document: ScanDocument,
  { options, caseFile, now }: Invocation<'baseline'>,
  ignored: Acceptance['ignored'],
): ScanDocument {
  const baseline = options.baseline === undefined ? new Set<string>() : readBaseline(options.baseline);
  const { counting, suppressed } = suppress(document.occurrences, {
    baseline,
    ignored,
    ...(caseFile && { acceptanceOf: acceptanceOf(caseFile.accepted ?? [], now) }),
  });
  return { ...document, occurrences: counting, suppressed };
}
