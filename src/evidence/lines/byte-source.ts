import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import * as zlib from 'node:zlib';

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

type Unpack = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** By the end of the name. */
const unpackers: Readonly<Record<string, Unpack | undefined>> = {
  '.gz': zlib.gunzipSync,
  // Node has it from 22.15 on.
  '.zst': (zlib as { readonly zstdDecompressSync?: Unpack }).zstdDecompressSync,
};

export function openSource(path: string): ByteSource {
  try {
    const ending = /\.(?:gz|zst)$/.exec(path)?.[0];
    return ending === undefined ? fileSource(path) : memorySource(unpacked(path, ending));
  } catch (error) {
    return failedSource(messageOf(error));
  }
}

function unpacked(path: string, ending: string): Buffer {
  const unpack = unpackers[ending];
  if (!unpack) throw new Error(`this version of Node cannot unpack ${ending}`);
  return unpack(readFileSync(path), { maxOutputLength: mostUnpackedBytes });
}

function fileSource(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  let failure: string | undefined;
  return {
    sizeBytes: fstatSync(descriptor).size,
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

function memorySource(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (into, from, at) => bytes.copy(into, from, at),
    failure: () => undefined,
    close: () => undefined,
  };
}

function failedSource(reason: string): ByteSource {
  return { sizeBytes: 0, read: () => 0, failure: () => reason, close: () => undefined };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
