import type { EvidenceReference } from '../../evidence/artifact.ts';

/** What a log of another program tells of. */
export type EventKind = 'process' | 'network' | 'file' | 'cloud';

/** What happened, in one word for all logs. */
export type EventAction =
  | 'start'
  | 'end'
  | 'connect'
  | 'listen'
  | 'resolve'
  | 'create'
  | 'write'
  | 'read'
  | 'rename'
  | 'delete'
  | 'call';

/** Who did it, as far as the log names it. Everything in it was chosen by whoever ran it. */
export interface Actor {
  /** Names the process on its host for as long as it runs: a pid, or an id that is never used twice. */
  readonly process?: string;
  readonly parent?: string;
  readonly user?: string;
  /** Login session of the system. */
  readonly login?: string;
  readonly executable?: string;
  readonly commandLine?: string;
  /** The words of the command line, where the log keeps them apart. */
  readonly words?: readonly string[];
  readonly parentCommandLine?: string;
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Who asked a service, and from where. */
interface Caller {
  /** Id of a key or a token, never the secret itself. */
  readonly key?: string;
  readonly name?: string;
  readonly address?: string;
  readonly program?: string;
  readonly requestId?: string;
  /** It only looked. */
  readonly isRead?: true;
}

/** One event of another log, in one form for all of them. */
export interface ForeignEvent {
  /** Name of the reader: `auditd`. */
  readonly source: string;
  /** Milliseconds since 1970, by the clock of the log. */
  readonly atMs: number;
  readonly host?: string;
  readonly kind: EventKind;
  readonly action: EventAction;
  readonly actor: Actor;
  /** Path, `host:port`, or `service: operation resource`. */
  readonly target?: string;
  /** Of a connection: its host, by name where the log has one. */
  readonly remote?: string;
  readonly caller?: Caller;
  /** The log says that it did not succeed. */
  readonly failed?: true;
  readonly evidence: EvidenceReference;
}
