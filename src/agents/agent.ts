import type { Level } from '../level.ts';

/** A coding agent: what is known of it from outside. One entry is one file of this folder. */
export interface Agent {
  /** Names it everywhere: `codex`, `gemini-cli`. */
  readonly id: string;
  /** As people call it: `Codex CLI`. */
  readonly name: string;
  /** How rows of `scan` and detections call it; the id where absent. */
  readonly short?: string;
  /** Its manual. */
  readonly documentation: string;
  /** Base names of its programs, without `.exe`; none where it is an extension of an editor only. */
  readonly programs: readonly string[];
  /** Further names of its program, which programs of others have, too: with an option of several letters it is meant. */
  readonly sharedPrograms?: readonly string[];
  readonly packages?: Packages;
  /** Ids of editor extensions, lower case. */
  readonly extensions?: readonly string[];
  /** Further places that show that it is installed. */
  readonly installations?: readonly Installation[];
  /** Its own folders below a home or a project: settings, state, credentials. */
  readonly folders: readonly string[];
  /**
   * What else tells it how to behave, in homes and projects, told by the end of a path: instructions, settings, rules.
   */
  readonly configuration?: readonly string[];
  /** Files of settings of a user, below the home; those with MCP servers are in `mcp`. */
  readonly settings?: readonly string[];
  /** Variables that move files → the part of the paths below that their value stands for; empty for the whole home. */
  readonly movedBy?: Readonly<Record<string, string>>;
  /** Where it keeps its sessions. */
  readonly stores: readonly SessionStore[];
  /** What shows that there were sessions, where none of them is there any more. */
  readonly traces?: readonly SessionTrace[];
  /** Where it keeps what else it recorded of its work, below its folders; writing it changes no behaviour. */
  readonly records?: readonly string[];
  /** How its prompts are switched off; absent for what no command line and no setting does. */
  readonly unattended?: Unattended;
  /** Its own settings of what it asks for. */
  readonly guards?: readonly GuardFile[];
  readonly commits?: CommitMarks;
  readonly credentials?: readonly Credential[];
  readonly mcp?: McpPlaces;
}

/** Names under which package managers know it. */
interface Packages {
  readonly npm?: readonly string[];
  readonly pypi?: readonly string[];
  /** Formulas and casks. */
  readonly homebrew?: readonly string[];
}

export interface Installation {
  readonly base: 'home' | 'system';
  /** `*` stands for any one name. */
  readonly path: string;
  readonly channel: 'native' | 'binary' | 'app';
  /** First group: the version, taken from the path. */
  readonly version?: RegExp;
}

/** Files in one kind of place. */
export interface AgentFiles {
  /** Below the home, or below the folder of a project. */
  readonly base: 'home' | 'project';
  /** Of files; `*` stands for any text within a name, `**` for any number of folders. */
  readonly paths: readonly string[];
}

/** What is kept of sessions besides them: prompts, an index, what was sent to the model. */
export interface SessionTrace extends AgentFiles {
  /** Stands in such a file as soon as there was a session. No nested quantifiers; at most 200 characters. */
  readonly looks: RegExp;
  /** Where it is documented, or the public program that reads it. */
  readonly source: string;
}

/** Sessions of one form in one kind of place. */
export interface SessionStore extends AgentFiles {
  /**
   * What one session is: a `file`; the `folder` of such a file, however many of them lie in it. A `log` and a
   * `database` hold any number of sessions.
   */
  readonly session: 'file' | 'folder' | 'log' | 'database';
  /**
   * What sessions look like from outside: stands in the first 4 KiB of every one, and of nothing else. Of a database:
   * what stands anywhere in it as soon as it holds one.
   */
  readonly looks?: RegExp;
  /** This program reads them. */
  readonly isRead?: true;
  /** Of a store that is read. */
  readonly ledger?: FormatLedger;
  /** What lies in the folder of a session that is read from there instead. */
  readonly unless?: string;
  /** Where the form is documented, or the public program that reads it. */
  readonly source: string;
}

/** What is known of a form, so that drift is seen. Inline Markdown. */
export interface FormatLedger {
  /** Versions met in real files, and when; absent where the form is known from its sources or samples alone. */
  readonly seen?: string;
  /** Beside calls, results and prompts. */
  readonly reads: string;
  readonly leavesOut: string;
}

/** Words of a command line, settings and variables that let it act without asking. */
export interface Unattended {
  /** Options that say so alone, with the program before them. */
  readonly flags?: readonly string[];
  /** Options of no other program: they count whatever stands before them. */
  readonly ownFlags?: readonly string[];
  /** Options that say so behind a subcommand that asks nobody; elsewhere it is still asked for. */
  readonly subcommandFlags?: SubcommandFlags;
  /** Options that say so with one of these values; an expression matches the whole value. */
  readonly values?: SettingValues;
  /** Settings and variables that say so with one of these values; an expression matches the whole value. */
  readonly settings?: SettingValues;
  /** Settings that list patterns of what runs unasked: one of everything says so. */
  readonly patternSettings?: readonly PatternSetting[];
  /** Options whose value is `name=value` of a setting. */
  readonly settingOptions?: readonly string[];
  /** Settings whose names say nothing outside of its own files. */
  readonly ownSettings?: OwnSettings;
  /** Steps of GitHub Actions that run it: their inputs are settings. */
  readonly actions?: readonly { readonly uses: string; readonly inputs: SettingValues }[];
  /** How a program that uses its library lets it do everything. */
  readonly approvals?: Approvals;
  /** What a sandbox leaves of it, where asking nobody is one policy and the sandbox another. */
  readonly containment?: Containment;
  /** What an administrator sets so that nobody can; absent where nothing is known. */
  readonly lock?: string;
  /** `high` where absent; lower where it still asks before some of what it does. */
  readonly level?: Level;
  readonly source: string;
}

type SettingValues = Readonly<Record<string, readonly (string | RegExp)[]>>;

interface SubcommandFlags {
  /** Names and aliases of the subcommand. */
  readonly subcommands: readonly string[];
  readonly flags: readonly string[];
}

interface PatternSetting {
  readonly name: string;
  /** Patterns that take everything; no nested quantifiers. */
  readonly everything: RegExp;
  /** Where this setting beside it is `false`, no pattern counts. */
  readonly gate: string;
  readonly level: Level;
}

/** Expressions are global, and each begins with a word of the program. No nested quantifiers. */
interface Approvals {
  /** Of these, one stands in every program that does so. */
  readonly words: readonly string[];
  /** An option is given what the library has for it, in any language. */
  readonly given: RegExp;
  /** An option is given a function, up to its body. */
  readonly asked: RegExp;
  /** What such a function says. */
  readonly yes: RegExp;
  readonly no: RegExp;
}

interface OwnSettings {
  /** Told by the end of a path; no nested quantifiers. */
  readonly files: RegExp;
  /** By the keys from the root with dots between, `**` for any key; items of a list have the path of the list. */
  readonly settings: SettingValues;
}

interface Containment {
  /** Options and settings that choose the sandbox. */
  readonly settings: readonly string[];
  /** By their value: the highest level that is left. */
  readonly leaves: Readonly<Record<string, Level | 'nothing'>>;
  /** Where none of them is given. */
  readonly unsaid: Level;
}

/** A sort of file with settings of what an agent asks for, and what holds it. */
export interface GuardFile {
  readonly base: 'home' | 'project' | 'system';
  readonly paths: readonly string[];
  /** Whose settings they are: `user`, `project`, `managed`. */
  readonly scope: string;
  readonly format: 'json' | 'toml' | 'yaml';
  readonly settings: readonly GuardSetting[];
  readonly source: string;
}

/** What a setting does to the guards of an agent. */
export interface GuardSetting {
  /** Keys from the root; `*` for any key, and for any item of a list. */
  readonly keys: readonly string[];
  /** By the value: whether it loosens a guard. The first that fits; an expression matches the whole value. */
  readonly values: readonly {
    readonly is: string | RegExp;
    readonly loosens: boolean;
    readonly meaning: string;
  }[];
}

/** What it writes into commits unless it is told not to: hints, which anybody can write or leave out. */
export interface CommitMarks {
  /** Of its author or co-author, lower case. */
  readonly addresses: readonly string[];
  /** What it puts behind the name of the human who is the author. */
  readonly nameEnding?: string;
  /** Trailers whose value names the session. */
  readonly trailers?: readonly string[];
  /** Stands in a message that names the session; the first group is its id. With `g`, no nested quantifiers. */
  readonly sessions?: readonly RegExp[];
  readonly source: string;
}

/** Files that give access in its name. */
export interface Credential {
  /** What lists of credentials call it; the id of the agent where absent. */
  readonly kind?: string;
  /** Below the home. */
  readonly paths: readonly string[];
  /** What must stand in the text; absent where each such file is a credential. No nested quantifiers. */
  readonly holds?: RegExp;
}

/** Where it looks for MCP servers. */
export interface McpPlaces {
  /** Its name as a client of such servers; the id where absent. */
  readonly client?: string;
  readonly documentation: string;
  readonly places: readonly McpPlace[];
}

/** A file that may hold MCP servers. */
export interface McpPlace {
  /**
   * `home` and `project` paths are relative to those folders, `system` paths absolute; `inherited` are those of folders
   * from which a project takes them: those above it, and the main checkout of a linked working tree.
   */
  readonly base: 'home' | 'project' | 'inherited' | 'system';
  /** `/` as separator; `*` stands for any one name. */
  readonly path: string;
  readonly servers: readonly ServerMap[];
}

/** Where in the file the servers stand. */
export interface ServerMap {
  /** Keys from the root; `*` for any key, none for the root itself. */
  readonly keys: readonly string[];
  readonly scope: string;
  /** The keys lead to one server, not to a map of them; its name stands under `name` at the root. */
  readonly single?: true;
}
