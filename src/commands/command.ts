import type { Gap } from '../evidence/gap.ts';
import type { PathMapping } from '../evidence/path-mapping.ts';
import type { Engine } from '../fleet/hunts/dialect.ts';
import type { Lock } from '../harden/hardening.ts';
import type { TargetSystem } from '../harden/target-system.ts';
import type { Level } from '../level.ts';
import type { PermissionMode } from '../transcripts/tool-call.ts';
import type { Writing } from '../transcripts/writing.ts';

/** Parsed common and command-specific options; absent means not given. */
export interface Options {
  /** Evidence home: a live home, a mounted image's, or a collected copy; absolute. */
  readonly home: string;
  /** All that were given; the one above is the last of them. */
  readonly homes: readonly string[];
  /** Prefix under which absolute paths of the evidence are read; absolute. */
  readonly root?: string;
  /** All that were given; the one above is the last of them. */
  readonly roots: readonly string[];
  readonly repo: readonly string[];
  /** Where folders of the evidence lie on this machine. */
  readonly map: readonly PathMapping[];
  readonly since?: Date;
  readonly until?: Date;
  /** Folders with further queries; absolute. */
  readonly queries: readonly string[];
  /** Hosts and domains that the organisation sanctions. */
  readonly allowHost: readonly string[];
  readonly redact: boolean;
  readonly project?: string;
  readonly tool?: string;
  readonly mode?: PermissionMode;
  readonly calls?: boolean;
  /** The human's words before each call, too. */
  readonly prompts?: boolean;
  /** Estimate what the tokens cost. */
  readonly cost?: boolean;
  /** List places that only speak of a route, too. */
  readonly mentions?: boolean;
  /** Whose prompts a scan looks for. */
  readonly agents?: 'claude' | 'all';
  /** A range of commits, or `-` for a unified diff on standard input. */
  readonly diff?: string;
  /** Absolute. */
  readonly baseline?: string;
  readonly respectIgnore?: boolean;
  /** Whether a collection is packed into one file. */
  readonly archive?: boolean;
  /** Public keys that an archive is encrypted to. */
  readonly recipient: readonly string[];
  /** Files with the secret keys of an encrypted archive; absolute. */
  readonly identity: readonly string[];
  readonly dryRun?: boolean;
  /** Logs of the provider and of the endpoint to compare with; absolute. */
  readonly providerLog: readonly string[];
  readonly processLog: readonly string[];
  /** A case document to render again; absolute. */
  readonly from?: string;
  /** IANA name of a time zone. */
  readonly timeZone?: string;
  /** Look at every object of a repository for those that nothing names. */
  readonly deep?: boolean;
  /** Folder for file contents that a rollback plan wants to restore; absolute. */
  readonly recover?: string;
  /** Settings files, each with its scope before an equals sign where that is not told by its name. */
  readonly settings?: readonly string[];
  readonly against?: readonly string[];
  /** Of Claude Code, `x.y.z`. */
  readonly claudeVersion?: string;
  readonly suggest?: boolean;
  /** 0 to 1. */
  readonly share?: number;
  readonly system: readonly TargetSystem[];
  /** Below which files are written; absolute. */
  readonly outputDir?: string;
  readonly check?: boolean;
  readonly revert?: boolean;
  readonly lock: readonly Lock[];
  /** Whose command lines are explained, as the user named it. */
  readonly shell?: string;
  readonly minimumVersion?: string;
  /** In days. */
  readonly retention?: number;
  readonly telemetry?: string;
  readonly autoMode?: boolean;
  /** Absolute. */
  readonly rules?: string;
  readonly hookProgram?: string;
  readonly detections?: boolean;
  /** Absolute. */
  readonly policy?: string;
  /** Absolute. */
  readonly log?: string;
  readonly failOpen?: boolean;
  /** Absolute. */
  readonly database?: string;
  /** As the user gave it: it may hold a password. */
  readonly clickhouse?: string;
  /** Name of a cluster. */
  readonly cluster?: string;
  readonly keepDays?: number;
  /** `512MB`, `2GB`. */
  readonly memory?: string;
  readonly threads?: number;
  /** For which engine SQL is shown. */
  readonly dialect?: Engine;
  /** Folder that rows are written to; absolute. */
  readonly spool?: string;
  /** What earlier runs have written there; absolute. */
  readonly state?: string;
  readonly hostId?: string;
  /** `key=value`. */
  readonly label: readonly string[];
  /** Absolute. */
  readonly fingerprintKey?: string;
}

/** What a command gets; it prints nothing and takes nothing from the process. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly options: Options;
  /** Which of the two shapes the chosen format renders. */
  readonly shape: 'document' | 'stream';
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** When the run began. */
  readonly now: Date;
  /** The time now, for logs of what is done while the run goes on. */
  readonly clock: () => Date;
  readonly version: string;
  /** Shows a short line on a terminal, replaced by the next one; does nothing elsewhere. */
  progress(line: string): void;
}

/** Decides the exit code: see `docs/usage.md`. */
export interface Status {
  readonly level: Level | 'none';
  readonly gaps: readonly Gap[];
  /** Limits of the result that it has no place for itself. */
  readonly notes?: readonly string[];
}

/** A bounded result. */
export interface DocumentResult<Document> {
  readonly shape: 'document';
  readonly document: Document;
  readonly status: Status;
}

/** An unbounded result; `status` is known when the last row has been taken. */
export interface StreamResult<Row> {
  readonly shape: 'stream';
  readonly rows: AsyncIterable<Row>;
  /** The same rows, redacted and written one a line, where that is cheaper than to hand them over. */
  readonly text?: (writing: Writing) => AsyncIterable<string>;
  readonly status: () => Status;
}

export type Result<Document, Row = never> = DocumentResult<Document> | StreamResult<Row>;

/** One file of `commands/` exports one of these as `run`. */
export type Command<Document, Row = never> = (invocation: Invocation) => Promise<Result<Document, Row>>;
