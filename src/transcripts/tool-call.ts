import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Effect } from '../shell/effect.ts';
import type { AnalysisProblem } from '../shell/problem.ts';
import type { FileEdit } from './file-edit.ts';
import type { McpTool, ToolKind } from './tool-kind.ts';

/** What became of a call. A `tool_use` block alone is no proof that anything ran. */
export const outcomes = [
  'succeeded',
  'failed',
  'denied',
  'not-run',
  'interrupted',
  'background',
  'unknown',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether a call ended before it began: it has no consequence. */
export function neverRan(outcome: Outcome): boolean {
  return outcome === 'denied' || outcome === 'not-run';
}

/** https://code.claude.com/docs/en/permission-modes; `unknown` where the version records none. */
export const permissionModes = [
  'default',
  'acceptEdits',
  'plan',
  'auto',
  'dontAsk',
  'bypassPermissions',
  'unknown',
] as const;
export type PermissionMode = (typeof permissionModes)[number];

/** What says so, strongest first. */
export const permissionModeSources = [
  'user-record',
  'init-record',
  'agent-record',
  'agent-metadata',
  'mode-change',
  'turn-record',
  'parent-session',
  'parent-copy',
  'continued-session',
  'permission-mode-stamp',
  'launch-configuration',
  'none',
] as const;
export type PermissionModeSource = (typeof permissionModeSources)[number];

/** One `tool_use` with its result, over all the places where the transcripts repeat it. */
export interface ToolCall {
  /** As the agent names it, unique. */
  readonly id: string;
  /** Id of the agent in `src/agents/`. */
  readonly agent: string;
  readonly sessionId: string;
  /** Present where a subagent made the call. */
  readonly agentId?: string;
  /** Name of the transcript's project folder. Lossy: never decode it, `cwd` is the truth. */
  readonly project: string;
  /** As recorded when the call was made; absolute, in the evidence's own path form. */
  readonly cwd?: string;
  readonly gitBranch?: string;
  readonly tool: string;
  readonly toolKind: ToolKind;
  /** Present for a tool that a server offers. */
  readonly mcp?: McpTool;
  /** The input field that says best what the call is about (command, path, URL, …), cut to a bound. */
  readonly argument: string;
  /** The tool's input as recorded; an attacker may have chosen any of it. */
  readonly input: Readonly<Record<string, unknown>>;
  /** ISO 8601 UTC with milliseconds. */
  readonly startedAt?: string;
  /** Time of the record that carries the result. */
  readonly endedAt?: string;
  readonly permissionMode: PermissionMode;
  /** In the record's own words, where they are others. */
  readonly recordedMode?: string;
  readonly permissionModeSource: PermissionModeSource;
  readonly outcome: Outcome;
  /** One trace says that the call was refused, another that it ran: the denial did not hold, or a record was altered. */
  readonly contradicted?: true;
  readonly result?: ToolResult;
  /** The human's words before the call, cut to a bound: was it asked for? */
  readonly prompt?: string;
  /** What the agent said before those words, where they are few: they may answer it. */
  readonly question?: string;
  /** Where those words of the human stand. */
  readonly promptEvidence?: EvidenceReference;
  /** What the call does to the world, whether or not it ran. */
  readonly effects: readonly Effect[];
  /** Parts of its command that were not understood: what they do is not among the effects. Absent for none. */
  readonly problems?: readonly AnalysisProblem[];
  /** Version of the agent that wrote the record. */
  readonly version?: string;
  readonly evidence: EvidenceReference;
}

/** The result, reduced to what later stages need. */
export interface ToolResult {
  /** Text of the result, cut to a bound. */
  readonly text: string;
  readonly isError: boolean;
  readonly evidence: EvidenceReference;
  /** Structured account of a git operation (2.1.181 and later), as recorded. */
  readonly gitOperation?: Readonly<Record<string, unknown>>;
  /** Structured account of an edit: the file's content before it, the difference; as recorded. */
  readonly fileChange?: Readonly<Record<string, unknown>>;
  /** What the agent says that the call changed in files; counts before anything that follows from the input. */
  readonly edits?: readonly FileEdit[];
}
