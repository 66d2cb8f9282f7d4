import { createHash } from 'node:crypto';
import { type ByteSource, openSource } from '../../evidence/lines/byte-source.ts';
import { decode } from '../../evidence/lines/line-bytes.ts';
import { eachLine } from '../../evidence/lines/read-lines.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { isToRevoke } from './is-to-revoke.ts';

/** What one reading of a transcript tells of it, as it lies on disk. */
export interface SearchedTranscript {
  /** SHA-256 of the file in hexadecimal digits; absent where it could not be read, or is packed. */
  readonly sha256?: string;
  /** Why it could not be read to its end. */
  readonly failure?: string;
  readonly kinds: readonly FoundKind[];
}

/** Secrets of one kind in one transcript. */
interface FoundKind {
  readonly kind: string;
  /** Places, each counted. */
  readonly count: number;
  /** Of the different values. */
  readonly fingerprints: ReadonlySet<string>;
  /** The first lines that hold some. */
  readonly lines: readonly number[];
}

interface Tally extends FoundKind {
  count: number;
  readonly fingerprints: Set<string>;
  readonly lines: number[];
}

/** Places that a kind names at most. */
export const mostPlaces = 5;
/** Fingerprints that are held in memory to tell values apart. */
export const mostFingerprints = 100_000;

/** Looks for secrets, and takes the digest of the same bytes. */
export function searchTranscript({ path }: Pick<TranscriptFile, 'path'>): SearchedTranscript {
  const tallies = new Map<string, Tally>();
  const source = openSource(path);
  const { digested, digest } = withDigest(source);
  eachLine(digested, ({ window, start, end, number }) => {
    tallyLine(tallies, decode(window, start, end), number);
  });
  const failure = source.failure();
  source.close();
  return {
    ...(failure === undefined ? !/\.(?:gz|zst)$/.test(path) && { sha256: digest() } : { failure }),
    kinds: [...tallies.values()],
  };
}

/** A source that is read once from its beginning to its end. */
function withDigest(source: ByteSource): { readonly digested: ByteSource; digest(): string } {
  const hash = createHash('sha256');
  return {
    digested: {
      ...source,
      read(into, from, at) {
        const count = source.read(into, from, at);
        hash.update(into.subarray(from, from + count));
        return count;
      },
    },
    digest: () => hash.digest('hex'),
  };
}

function tallyLine(tallies: Map<string, Tally>, text: string, line: number): void {
  for (const found of findSecrets(text)) {
    if (!isToRevoke(found, text)) continue;
    const { kind, offset, length } = found;
    const value = text.slice(offset, offset + length);
    const tally = tallies.get(kind) ?? { kind, count: 0, fingerprints: new Set(), lines: [] };
    tallies.set(kind, tally);
    tally.count += 1;
    if (tally.fingerprints.size < mostFingerprints) tally.fingerprints.add(fingerprint(value));
    if (tally.lines.length < mostPlaces && tally.lines.at(-1) !== line) tally.lines.push(line);
  }
}

function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('base64').slice(0, 16);
}
