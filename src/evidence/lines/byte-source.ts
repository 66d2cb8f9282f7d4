import { closeSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { openRegularFile, readRegularFile } from '../../regular-file.ts';
import { type Unpacked, unpackZstandard } from './zstandard/unpack-zstandard.ts';

/** Bytes that can be read at any place. Reading never throws: a source that fails says why, and ends there. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** @returns how many bytes were read into `into` from `from` on; 0 at the end and after a failure */
  read(into: Buffer, from: number, at: number): number;
  failure(): string | undefined;
  close(): void;
}

/** Compressed transcripts are held in memory whole, up to here. */
const mostUnpackedBytes = 256 * 1024 * 1024;
/** What is longer packed than unpacked is no packed transcript. */
const mostPackedBytes = mostUnpackedBytes;

/** By the end of the name. */
const unpackers: Readonly<Record<string, ((bytes: Buffer) => Unpacked) | undefined>> = {
  '.gz': (bytes) => ({ bytes: gunzipSync(bytes, { maxOutputLength: mostUnpackedBytes }) }),
  '.zst': (bytes) => unpackZstandard(bytes, mostUnpackedBytes),
};

export function openSource(path: string): ByteSource {
  try {
    const unpack = unpackers[/\.(?:gz|zst)$/.exec(path)?.[0] ?? ''];
    return unpack ? memorySource(unpack(readRegularFile(path, mostPackedBytes))) : fileSource(path);
  } catch (error) {
    return failedSource(messageOf(error));
  }
}

function fileSource(path: string): ByteSource {
  const { descriptor, stat } = openRegularFile(path);
  let failure: string | undefined;
  return {
    sizeBytes: stat.size,
    read(into, from, at) {
      try {
        return readSync(descriptor, into, from, into.length - from, at);
      } catch (error) {
        failure = messageOf(error);
        return 0;
      }
    },
    failure: () => failure,
    close: () => closeSync(descriptor),
  };
}

function memorySource({ bytes, failure }: Unpacked): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (into, from, at) => bytes.copy(into, from, at),
    failure: () => failure,
    close: () => undefined,
  };
}

function failedSource(reason: string): ByteSource {
  return { sizeBytes: 0, read: () => 0, failure: () => reason, close: () => undefined };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
