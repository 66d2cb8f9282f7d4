// With main.ts and hook-main.ts the only file that touches `process`.
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import type { Io, TextSink } from './cli/io.ts';

const defaultColumns = 120;

/** What a run takes from the process that it is. */
export function processIo(): Io {
  return {
    stdout: sink(process.stdout),
    stderr: forgiving(sink(process.stderr)),
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
      // Whether a disk had room for it is known when it was written, and not before.
      await new Promise<void>((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

/** What cannot be said on standard error is said nowhere; the exit code is still right. */
function forgiving(inner: TextSink): TextSink {
  return { ...inner, write: (text) => inner.write(text).catch(() => undefined) };
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Between `begin` and `end`, a process that is told to end cleans up first. It ends by the same signal: whoever started
 * it sees what a program without a handler would show.
 */
export function endsBySignal(cleanUp: () => void): { begin(): void; end(): void } {
  const onSignal = (signal: NodeJS.Signals): void => {
    cleanUp();
    end();
    process.kill(process.pid, signal);
  };
  const end = (): void => {
    for (const name of endings) process.off(name, onSignal);
  };
  return {
    begin: () => {
      for (const name of endings) process.on(name, onSignal);
    },
    end,
  };
}
