// With main.ts and hook-main.ts the only file that touches `process`.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { homedir } from 'node:os';
import type { Io, TextSink } from './cli/io.ts';

const defaultColumns = 120;

/** What a run takes from the process that it is. */
export function processIo(): Io {
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    homeDirectory: homedir(),
    salt: randomBytes(16),
    now: () => new Date(),
  };
}

function sink(stream: NodeJS.WriteStream): TextSink {
  let broken: Error | undefined;
  stream.on('error', (error) => {
    broken = error;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? defaultColumns,
    async write(text) {
      if (broken) throw broken;
      if (!stream.write(text)) await drained(stream);
      if (broken) throw broken;
    },
  };
}

/** A reader that goes away never drains the stream. */
async function drained(stream: NodeJS.WriteStream): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).finally(() =>
    settled.abort(),
  );
}
