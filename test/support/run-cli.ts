import { tmpdir } from 'node:os';
import type { Io, TextSink } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';

/** What a run left behind. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSettings {
  readonly cwd?: string;
  readonly homeDirectory?: string;
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  readonly now?: string;
  /** Columns of the terminal that it prints to; none where nothing is said. */
  readonly terminal?: number;
  /** Another entry than the whole program. */
  readonly program?: typeof run;
}

/** Runs the whole program in this process: evidence in, report out. */
export async function runCli(argv: readonly string[], settings: CliSettings = {}): Promise<CliResult> {
  const stdout = memorySink(settings.terminal);
  const stderr = memorySink();
  const io: Io = {
    stdout,
    stderr,
    stdin: chunks(settings.stdin ?? ''),
    env: settings.env ?? { PATH: process.env['PATH'] },
    cwd: settings.cwd ?? tmpdir(),
    homeDirectory: settings.homeDirectory ?? '/nonexistent-home',
    salt: new Uint8Array(16),
    now: () => new Date(settings.now ?? '2026-11-20T16:00:00.000Z'),
  };
  const code = await (settings.program ?? run)(argv, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function memorySink(terminal?: number): TextSink & { text(): string } {
  const written: string[] = [];
  return {
    isTerminal: terminal !== undefined,
    columns: terminal ?? 120,
    async write(text) {
      written.push(text);
    },
    text: () => written.join(''),
  };
}

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  if (text !== '') yield Buffer.from(text, 'utf8');
}
