import { availableParallelism } from 'node:os';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { configurationFolders } from '../../evidence/configuration/configuration-folders.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import { isBuilt, ownFiles } from '../../own-files.ts';
import { sources } from '../sources/sources.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import {
  mostFingerprints,
  mostPlaces,
  type SearchedTranscript,
  searchTranscript,
} from './search-transcript.ts';
import type { SearchReply, SearchWork } from './transcript-search-worker.ts';

/** Secrets of one kind that now lie in transcripts. */
export interface TranscriptSecrets {
  readonly kind: string;
  /** Places, each counted. */
  readonly count: number;
  /** Different values. */
  readonly distinct: number;
  /** Transcripts that hold some. */
  readonly files: number;
  /** The first places. */
  readonly evidence: readonly EvidenceReference[];
}

/** What a search through every transcript of a home tells. */
export interface SearchedTranscripts {
  /** Most frequent kind first. */
  readonly secrets: readonly TranscriptSecrets[];
  /**
   * Digests of the different values, by kind. Without a salt: nothing that leaves the program may hold one, since
   * whoever guesses a password could try it.
   */
  readonly valueDigests: ReadonlyMap<string, ReadonlySet<string>>;
  /** SHA-256 in hexadecimal digits, by the path of the evidence reference. */
  readonly digests: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
}

/** Looks through every transcript of every agent, on threads of its own where the program is bundled. */
export async function searchTranscripts(
  evidence: Pick<Evidence, 'home' | 'isLive'>,
): Promise<SearchedTranscripts> {
  const gaps: Gap[] = [];
  const reportGap = (gap: Gap): number => gaps.push(gap);
  // What keeps a folder from being looked at is said where its sessions are read.
  const configurations = configurationFolders(evidence.home, () => undefined);
  const place = { ...evidence, configurations, reportGap };
  const transcripts = sources.flatMap((source) => source.locate(place));
  const searched = await searchAll(transcripts);
  const digests = new Map<string, string>();
  for (const [index, { reference }] of transcripts.entries()) {
    const { failure, sha256 } = searched[index] ?? notSearched;
    if (sha256 !== undefined) digests.set(reference, sha256);
    if (failure === undefined) continue;
    const reason = `cannot be searched for secrets: ${failure}`;
    gaps.push({ kind: 'unreadable', reason, evidence: { path: reference } });
  }
  const byKind = joined(transcripts, searched);
  const valueDigests = new Map([...byKind].map(([kind, { values }]) => [kind, values]));
  return { secrets: listed(byKind), valueDigests, digests, gaps };
}

/** More threads would take the processor from the readers of the same files. */
const mostThreads = 4;

/** In the order of the transcripts. */
async function searchAll(transcripts: readonly TranscriptFile[]): Promise<readonly SearchedTranscript[]> {
  const threads = Math.min(availableParallelism() - 1, mostThreads, transcripts.length);
  if (threads < 1 || !isBuilt()) return transcripts.map(searchTranscript);
  const paths = transcripts.map(({ path }) => path);
  const work: SearchWork = { paths, taken: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
  const searched: SearchedTranscript[] = paths.map(() => notSearched);
  await Promise.all(Array.from({ length: threads }, () => searchOnThread(work, searched)));
  return searched;
}

/** Left where a thread ended before its work: evidence can fill its memory. */
const notSearched: SearchedTranscript = { failure: 'the search ended before it', kinds: [] };

function searchOnThread(work: SearchWork, searched: SearchedTranscript[]): Promise<void> {
  return new Promise((resolve) => {
    const worker = ownFiles().startThread('transcript-search-worker.js', { workerData: work });
    worker.on('message', ({ index, transcript }: SearchReply) => {
      searched[index] = transcript;
    });
    worker.once('error', () => resolve());
    worker.once('exit', () => resolve());
  });
}

interface Joined {
  count: number;
  files: number;
  readonly values: Set<string>;
  readonly evidence: EvidenceReference[];
}

function joined(
  transcripts: readonly TranscriptFile[],
  searched: readonly SearchedTranscript[],
): ReadonlyMap<string, Joined> {
  const byKind = new Map<string, Joined>();
  for (const [index, { reference: path }] of transcripts.entries()) {
    for (const { kind, count, fingerprints, lines } of searched[index]?.kinds ?? []) {
      const all = byKind.get(kind) ?? { count: 0, files: 0, values: new Set(), evidence: [] };
      byKind.set(kind, all);
      all.count += count;
      all.files += 1;
      for (const value of fingerprints) if (all.values.size < mostFingerprints) all.values.add(value);
      for (const line of lines) if (all.evidence.length < mostPlaces) all.evidence.push({ path, line });
    }
  }
  return byKind;
}

function listed(byKind: ReadonlyMap<string, Joined>): readonly TranscriptSecrets[] {
  return [...byKind]
    .map(([kind, { values, ...all }]) => ({ kind, ...all, distinct: values.size }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
