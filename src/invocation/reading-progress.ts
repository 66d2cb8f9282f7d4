import type { Invocation } from './invocation.ts';

const bytesPerMegabyte = 1_000_000;

/** A line for the terminal: how much has been read, and how fast. The time is shown and goes nowhere else. */
export function progressOf({
  progress,
}: Pick<Invocation, 'progress'>): (readBytes: number, totalBytes: number) => void {
  const startedMs = performance.now();
  return (readBytes, totalBytes) => {
    const seconds = (performance.now() - startedMs) / 1000;
    const rate = seconds > 0 ? `, ${megabytes(readBytes / seconds)} MB/s` : '';
    progress(`reading transcripts: ${megabytes(readBytes)} of ${megabytes(totalBytes)} MB${rate}`);
  };
}

function megabytes(bytes: number): string {
  return (bytes / bytesPerMegabyte).toFixed(bytes < 10 * bytesPerMegabyte ? 1 : 0);
}
