/** What the machine refused, by the code of the system. https://man7.org/linux/man-pages/man3/errno.3.html */
const faults: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file would be larger than it may be',
  EIO: 'the disk failed',
  EROFS: 'the disk cannot be written',
  EMFILE: 'this process may not open more files',
  ENFILE: 'the machine cannot open more files',
  ENOMEM: 'there is no memory left',
  EAGAIN: 'the machine has no more processes or threads',
  ENXIO: 'the device is not there',
};

/** A sentence about a fault of the machine, which is no bug of this program; nothing where it was none. */
export function machineFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const fault = faults[String(error.code)];
  return fault === undefined ? undefined : `the machine failed: ${fault} (${error.message})`;
}
