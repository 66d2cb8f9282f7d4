import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { Evidence } from './read-text.ts';
import { type OpenedFile, withFile } from './read-text.ts';

/** What is known of a file without running it. */
export interface FileFacts {
  readonly sizeBytes: number;
  /** Permission bits, octal: `755`. */
  readonly mode: string;
  /** Numeric, as the file system has it. */
  readonly ownerId: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Absent where the file is larger than what is read. */
  readonly sha256?: string;
  /** `elf`, `mach-o`, `pe`, `script`, or `other`. */
  readonly kind: string;
  /** The words behind `#!`. */
  readonly interpreter?: string;
}

const hashedBytesAtMost = 256 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

/** @param path absolute, on this machine; nothing is returned where no regular file can be read */
export function fileFacts(path: string, evidence: Evidence): FileFacts | undefined {
  return withFile(path, evidence, (file) => {
    const { size, mode, uid, mtime } = file.stat;
    const head = Buffer.alloc(256);
    const start = head.subarray(0, readSync(file.descriptor, head, 0, head.length, 0));
    const interpreter = /^#!\s{0,10}([^\r\n]{1,200})/.exec(start.toString('latin1'))?.[1];
    return {
      sizeBytes: size,
      mode: (mode & 0o7777).toString(8),
      ownerId: uid,
      modifiedAt: mtime.toISOString(),
      ...(size <= hashedBytesAtMost && { sha256: digest(file) }),
      kind: kindOf(start),
      ...(interpreter !== undefined && { interpreter: interpreter.trim() }),
    };
  });
}

function digest({ descriptor, stat }: OpenedFile): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(Math.min(chunkBytes, stat.size));
  for (let at = 0; at < stat.size; ) {
    const count = readSync(descriptor, buffer, 0, buffer.length, at);
    if (count === 0) break;
    hash.update(buffer.subarray(0, count));
    at += count;
  }
  return hash.digest('hex');
}

/** https://en.wikipedia.org/wiki/List_of_file_signatures */
const signatures: readonly (readonly [string, string])[] = [
  ['7f454c46', 'elf'],
  ['feedface', 'mach-o'],
  ['feedfacf', 'mach-o'],
  ['cefaedfe', 'mach-o'],
  ['cffaedfe', 'mach-o'],
  ['cafebabe', 'mach-o'],
  ['4d5a', 'pe'],
  ['2321', 'script'],
];

function kindOf(start: Buffer): string {
  const hex = start.toString('hex');
  return signatures.find(([signature]) => hex.startsWith(signature))?.[1] ?? 'other';
}
