/** Where text goes. `write` resolves when the next chunk may be written, rejects with EPIPE when the reader is gone. */
export interface TextSink {
  readonly isTerminal: boolean;
  /** Width in columns; a fixed default where there is no terminal. */
  readonly columns: number;
  write(text: string): Promise<void>;
}

/** Everything that a run takes from the process, so that tests run the program without one. */
export interface Io {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Home of the user who runs the program; absolute. */
  readonly homeDirectory: string;
  /** Of the fingerprints that stand for redacted secrets; new in every run. */
  readonly salt: Uint8Array;
  now(): Date;
}
