import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isFile } from './acquire.ts';

const headBytes = 1024 * 1024;

/** The first megabyte of a text file; empty for anything that cannot be read. */
export function readHead(path: string, sizeBytes = headBytes): string {
  // A pipe would wait for a writer.
  if (!isFile(path)) return '';
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const bytes = Buffer.allocUnsafe(Math.min(fstatSync(descriptor).size, sizeBytes));
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
