import {
  type Outcome,
  type PermissionMode,
  type PermissionModeSource,
  permissionModes,
} from '../tool-call.ts';
import { flatLineOf, nestedForm } from './flat.ts';
import { humanPromptOf } from './human-prompt.ts';
import { type JsonObject, objectOf, textOf } from './json-object.ts';
import { contentText, messagesOf, toolResultsOf, toolUsesOf } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { contextOf, type RecordContext, type RecordPlace, timeOf } from './record-context.ts';

/** Where a record lies in its file. */
export interface LinePlace {
  /** Counted from 1. */
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

/** One appearance of a call. */
export interface CallMark extends LinePlace {
  readonly id: string;
  readonly tool: string;
  readonly sessionId: string;
  readonly agentId?: string;
  readonly at?: number;
  readonly copy: 'record' | 'progress';
  readonly sidechain: boolean;
  /** In force at this place of the file, where the file itself says so. */
  readonly mode?: ModeMark;
}

/** One appearance of a result. */
export interface ResultMark extends LinePlace {
  readonly id: string;
  readonly at?: number;
  readonly copy: 'record' | 'progress';
  readonly outcome: Outcome;
  readonly isError: boolean;
}

export interface ModeMark {
  readonly mode: PermissionMode;
  readonly source: PermissionModeSource;
}

/** A human's words, at most their beginning. */
export interface PromptMark {
  readonly sessionId: string;
  readonly at?: number;
  readonly text: string;
}

/** A mode in force from a moment on, in the main conversation of a session. */
export interface ModeChange extends ModeMark {
  readonly sessionId: string;
  readonly at: number;
}

/** What one file tells of one session. */
export interface SessionPart {
  readonly sessionId: string;
  firstAt?: number;
  lastAt?: number;
  readonly cwds: Set<string>;
  readonly branches: Set<string>;
  readonly versions: Set<string>;
  readonly entrypoints: Set<string>;
  readonly models: Set<string>;
  readonly agents: Set<string>;
}

/** All that a transcript file tells, without its contents. */
export interface Digest {
  readonly calls: readonly CallMark[];
  readonly results: readonly ResultMark[];
  readonly modes: readonly ModeChange[];
  readonly prompts: readonly PromptMark[];
  readonly sessions: readonly SessionPart[];
  /** Lines of the flat form `{"type":"tool_use","tool_name":…}`. */
  readonly flatLines: number;
}

/** Prompts are cut there. */
export const longestPrompt = 2_000;

/** Takes a file's records in their order, then says what they tell. */
export interface Digester {
  take(record: JsonObject, place: LinePlace): void;
  finish(): Digest;
}

export function createDigester(place: RecordPlace): Digester {
  const calls: CallMark[] = [];
  const results: ResultMark[] = [];
  const modes: ModeChange[] = [];
  const prompts: PromptMark[] = [];
  const sessions = new Map<string, SessionPart>();
  const pendingFlat: { readonly id: string; readonly tool?: string }[] = [];
  let mode: ModeMark | undefined;
  let flatLines = 0;

  /** Flat lines may carry no ids: a call is then named by its place, a result belongs to the oldest open call. */
  function unfolded(record: JsonObject, { line }: LinePlace): JsonObject {
    const flat = flatLineOf(record);
    if (!flat) return record;
    flatLines += 1;
    if (flat.kind === 'tool_use') {
      const id = flat.id ?? `${place.sessionId}:${line}`;
      pendingFlat.push({ id, ...(flat.tool !== undefined && { tool: flat.tool }) });
      return nestedForm(record, flat, id);
    }
    const index = pendingFlat.findIndex(({ id, tool }) =>
      flat.id === undefined ? flat.tool === undefined || flat.tool === tool : flat.id === id,
    );
    const [open] = index === -1 ? [] : pendingFlat.splice(index, 1);
    return nestedForm(record, flat, flat.id ?? open?.id ?? `${place.sessionId}:${line}`);
  }

  function takeMode(record: JsonObject, context: RecordContext): void {
    const found = modeOf(record, context);
    if (!found) return;
    // The stamp lags behind: a prompt's own record wins for its turn.
    if (found.source === 'permission-mode-stamp' && mode !== undefined && mode.source !== found.source)
      return;
    mode = found;
    if (context.at !== undefined && !context.sidechain) {
      modes.push({ ...found, sessionId: context.sessionId, at: context.at });
    }
  }

  return {
    take(given, linePlace) {
      const record = unfolded(given, linePlace);
      const context = contextOf(record, place);
      noteSession(sessions, record, context);
      takeMode(record, context);
      const prompt = humanPromptOf(record);
      if (prompt !== undefined && !context.sidechain) {
        prompts.push({
          sessionId: context.sessionId,
          text: prompt.slice(0, longestPrompt),
          ...timed(context.at),
        });
      }
      for (const { body, holder, copy } of messagesOf(record)) {
        const at = timeOf(holder['timestamp']) ?? context.at;
        const agentId = textOf(objectOf(record['data'])?.['agentId']) ?? context.agentId;
        const sidechain = context.sidechain || copy === 'progress';
        for (const { id, name } of toolUsesOf(body)) {
          calls.push({
            ...linePlace,
            id,
            tool: name,
            sessionId: context.sessionId,
            copy,
            sidechain,
            ...timed(at),
            ...(agentId !== undefined && { agentId }),
            ...(mode !== undefined && { mode }),
          });
        }
        for (const { id, content, isError } of toolResultsOf(body)) {
          const structured = holder['toolUseResult'];
          const outcome = outcomeOf({
            text: contentText(content),
            isError,
            structured,
            denialKind: holder['toolDenialKind'],
          });
          results.push({ ...linePlace, id, copy, outcome, isError, ...timed(at) });
        }
      }
    },
    finish: () => ({ calls, results, modes, prompts, sessions: [...sessions.values()], flatLines }),
  };
}

function modeOf(record: JsonObject, { sidechain }: RecordContext): ModeMark | undefined {
  const mode = permissionModes.find((known) => known === record['permissionMode']);
  if (mode === undefined) return undefined;
  if (record['type'] === 'user') return { mode, source: sidechain ? 'agent-record' : 'user-record' };
  if (record['type'] === 'permission-mode') return { mode, source: 'permission-mode-stamp' };
  if (record['type'] === 'system' && record['subtype'] === 'init') return { mode, source: 'init-record' };
  return undefined;
}

function noteSession(sessions: Map<string, SessionPart>, record: JsonObject, context: RecordContext): void {
  let part = sessions.get(context.sessionId);
  if (!part) {
    part = emptyPart(context.sessionId);
    sessions.set(context.sessionId, part);
  }
  const { at } = context;
  if (at !== undefined) {
    part.firstAt = Math.min(part.firstAt ?? at, at);
    part.lastAt = Math.max(part.lastAt ?? at, at);
  }
  if (context.cwd !== undefined) part.cwds.add(context.cwd);
  if (context.gitBranch !== undefined) part.branches.add(context.gitBranch);
  if (context.version !== undefined) part.versions.add(context.version);
  if (context.entrypoint !== undefined) part.entrypoints.add(context.entrypoint);
  if (context.agentId !== undefined) part.agents.add(context.agentId);
  const model = textOf(objectOf(record['message'])?.['model']);
  if (model !== undefined && model !== '<synthetic>') part.models.add(model);
}

function emptyPart(sessionId: string): SessionPart {
  return {
    sessionId,
    cwds: new Set(),
    branches: new Set(),
    versions: new Set(),
    entrypoints: new Set(),
    models: new Set(),
    agents: new Set(),
  };
}

function timed(at: number | undefined): { at?: number } {
  return at === undefined ? {} : { at };
}
