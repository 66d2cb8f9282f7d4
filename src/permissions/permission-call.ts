import type { Effect } from '../shell/effect.ts';
import { type AgentVersion, parseAgentVersion } from './agent-version.ts';
import { hostOf } from './domain-pattern.ts';
import { fileArguments } from './file-arguments.ts';
import { type PowerShellLine, powerShellLine } from './powershell-commands.ts';
import { currentName } from './rule.ts';
import { rulePath } from './rule-path.ts';
import { type ShellCommands, shellCommands } from './shell-commands.ts';
import { folderAfter, shellPath, type WorkingPlaces } from './working-places.ts';
import { bareWords } from './wrappers.ts';

/** Modes that a call can be judged under. https://code.claude.com/docs/en/permission-modes */
export const judgedModes = [
  'default',
  'acceptEdits',
  'plan',
  'auto',
  'dontAsk',
  'bypassPermissions',
] as const;
export type JudgedMode = (typeof judgedModes)[number];

/** A tool call to be judged, with what its surroundings were. */
export interface PermissionRequest {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly mode: JudgedMode;
  readonly places: Omit<WorkingPlaces, 'additional'>;
  /** Of Claude Code, `x.y.z`; absent: the newest. */
  readonly version?: string;
  /** The session could switch to bypass mode, so that plan mode blocks nothing. */
  readonly bypassAvailable?: boolean;
  /** What the call does; only the approximation of auto mode looks at it. */
  readonly effects?: readonly Effect[];
  /** Where a link leads, for a file system that is at hand; absent where the path is no link. */
  readonly linkTarget?: (path: string) => string | undefined;
}

/** One path that a call touches. */
export interface TouchedPath {
  /** In the form of {@link rulePath}; absent where only the run can tell. */
  readonly path?: string;
  /** Where the path leads if it is a link. */
  readonly target?: string;
}

/** A request taken apart once, for all the rules. */
export interface PermissionCall {
  readonly request: PermissionRequest;
  /** Today's name of the tool. */
  readonly tool: string;
  readonly version: AgentVersion | undefined;
  readonly places: WorkingPlaces;
  readonly reads: readonly TouchedPath[];
  readonly writes: readonly TouchedPath[];
  readonly shell?: ShellCommands;
  readonly powerShell?: PowerShellLine;
  readonly host?: string;
}

/** Input fields with the path of each file tool. */
const readTools: Readonly<Record<string, string>> = {
  Read: 'file_path',
  Glob: 'path',
  Grep: 'path',
  LS: 'path',
  NotebookRead: 'notebook_path',
  LSP: 'filePath',
};
const writeTools: Readonly<Record<string, string>> = {
  Edit: 'file_path',
  Write: 'file_path',
  MultiEdit: 'file_path',
  NotebookEdit: 'notebook_path',
};

/** @param additional folders beside the one of the session */
export function permissionCall(request: PermissionRequest, additional: readonly string[]): PermissionCall {
  const tool = currentName(request.tool);
  const places = { ...request.places, additional };
  const base = { request, tool, places, version: parseAgentVersion(request.version) };
  const line = request.input['command'];
  if ((tool === 'Bash' || tool === 'Monitor') && typeof line === 'string') {
    const shell = parsed(line);
    return { ...base, shell, ...shellPaths(shell, places, request) };
  }
  if (tool === 'PowerShell' && typeof line === 'string') {
    return { ...base, powerShell: powerShellLine(line), reads: [], writes: [] };
  }
  const host = tool === 'WebFetch' ? hostOf(request.input['url']) : undefined;
  return { ...base, ...toolPaths(tool, places, request), ...(host !== undefined && { host }) };
}

type Paths = Pick<PermissionCall, 'reads' | 'writes'>;

function toolPaths(tool: string, places: WorkingPlaces, request: PermissionRequest): Paths {
  const fields = Object.hasOwn(readTools, tool) ? readTools : writeTools;
  if (!Object.hasOwn(fields, tool)) return { reads: [], writes: [] };
  const given = request.input[fields[tool] ?? ''];
  const path = typeof given === 'string' && given !== '' ? given : places.cwd;
  const touched = [touch(rulePath(path, places.cwd, places.home), request)];
  return fields === readTools ? { reads: touched, writes: [] } : { reads: [], writes: touched };
}

function shellPaths(shell: ShellCommands, places: WorkingPlaces, request: PermissionRequest): Paths {
  const reads: TouchedPath[] = [];
  const writes: TouchedPath[] = [];
  for (const command of shell.subcommands) {
    const named = fileArguments(bareWords(command, 'any'));
    for (const word of named.reads) reads.push(touch(shellPath(word, command.cds, places), request));
    for (const word of named.writes) writes.push(touch(shellPath(word, command.cds, places), request));
  }
  for (const { word, cds } of shell.outputs) writes.push(touch(outputPath(word, cds, places), request));
  return { reads, writes };
}

/** After a `cd` to another folder, a relative target is taken for unknown, as Claude Code does. */
function outputPath(...[word, cds, places]: Parameters<typeof shellPath>): string | undefined {
  const moved = folderAfter(cds, places) !== rulePath(places.cwd, places.cwd, places.home);
  if (/^~/.test(word.text) || word.pieces.some(({ kind }) => kind === 'glob' || kind === 'braces'))
    return undefined;
  return moved && !/^(?:\/|[a-z]:)/i.test(word.value) ? undefined : shellPath(word, cds, places);
}

/** The path with where it leads, as far as either can be known. */
export function touch(path: string | undefined, { linkTarget }: PermissionRequest): TouchedPath {
  if (path === undefined) return {};
  const target = linkTarget?.(path);
  return { path, ...(target !== undefined && { target }) };
}

/** Sessions repeat their commands; taking one apart costs more than looking it up. */
const remembered = new Map<string, ShellCommands>();
const mostRemembered = 2_000;

function parsed(line: string): ShellCommands {
  const known = remembered.get(line);
  if (known) return known;
  const fresh = shellCommands(line);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(line, fresh);
  return fresh;
}
