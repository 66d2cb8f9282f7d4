import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';

/** A regular file that is open for reading. */
export interface OpenRegularFile {
  readonly descriptor: number;
  readonly stat: Stats;
}

/**
 * Opens a file that may be evidence. Whoever opens a pipe waits for a writer, and a device never ends: neither is
 * opened. When the file was read last is evidence, too.
 * @throws what `node:fs` throws, and where the path leads to anything but a regular file
 */
export function openRegularFile(path: string): OpenRegularFile {
  const descriptor = openWithoutTrace(path);
  try {
    const stat = fstatSync(descriptor);
    if (stat.isFile()) return { descriptor, stat };
    throw notRegular(stat.isDirectory() ? 'is a folder' : 'is no regular file and was not read');
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** @throws as {@link openRegularFile} does */
export function withRegularFile<T>(path: string, use: (file: OpenRegularFile) => T): T {
  const file = openRegularFile(path);
  try {
    return use(file);
  } finally {
    closeSync(file.descriptor);
  }
}

/** @throws as {@link openRegularFile} does, and where the file is larger than the bound */
export function readRegularFile(path: string, bytesAtMost = Number.POSITIVE_INFINITY): Buffer {
  return withRegularFile(path, ({ descriptor, stat }) => {
    if (stat.size > bytesAtMost)
      throw new Error(`is ${stat.size} bytes long; at most ${bytesAtMost} are read`);
    return readFileSync(descriptor);
  });
}

/** In UTF-8. @throws as {@link readRegularFile} does */
export function readRegularText(path: string, bytesAtMost?: number): string {
  return readRegularFile(path, bytesAtMost).toString('utf8');
}

/**
 * A descriptor for reading. The access time stays what it is where the system lets a file's owner ask for that
 * (Linux), and a pipe does not wait for a writer.
 * https://man7.org/linux/man-pages/man2/open.2.html
 * @param flags of `open`, besides those
 */
export function openWithoutTrace(path: string, flags = 0): number {
  // Windows has neither, macOS only the second.
  const { O_NOATIME: noTrace = 0, O_NONBLOCK: noWait = 0 } = constants as Partial<typeof constants>;
  const reading = constants.O_RDONLY | noWait | flags;
  try {
    return openSync(path, reading | noTrace);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return openSync(path, reading);
    throw error;
  }
}

/** In the form of the file system's own errors: readers tell the code. */
function notRegular(reason: string): Error {
  return Object.assign(new Error(reason), { code: reason, syscall: 'open' });
}
