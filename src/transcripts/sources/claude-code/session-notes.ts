import { listOf, textOf } from '../../../json-object.ts';
import type { SessionPart } from '../../digest/group-digest.ts';
import type { DatedMark } from '../../digest/mode-history.ts';
import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { Loop } from '../../session-summary.ts';
import type { RecordView } from './record-view.ts';

/** Where the file stands that is being read. */
export interface FilePlace {
  readonly reference: string;
  readonly project: string;
  readonly kind: 'main' | 'subagent' | 'replay' | 'capture';
  /** From the file's place; records inside may name others. */
  readonly sessionId: string;
  readonly agentId?: string;
}

const longestAddress = 1000;
const firstPromptLength = 200;

/** Texts of which most are the one before. */
class Distinct {
  readonly #texts = new Set<string>();
  #last: string | undefined;

  take(text: string | undefined): void {
    if (text === undefined || text === this.#last) return;
    this.#last = text;
    this.#texts.add(text);
  }

  list(): string[] {
    return [...this.#texts];
  }
}

/** Gathers what records say of one session. */
export class SessionNotes {
  readonly sessionId: string;
  readonly loops: Loop[] = [];
  flat = false;
  #file: FilePlace;
  #firstAt = Number.POSITIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  #firstPrompt: string | undefined;
  readonly #cwd = new Distinct();
  readonly #gitBranch = new Distinct();
  readonly #version = new Distinct();
  readonly #entrypoint = new Distinct();
  readonly #model = new Distinct();
  readonly #agent = new Distinct();
  readonly #alias = new Distinct();
  readonly #claimedTool = new Set<string>();
  #changedLines = 0;
  #toolDurationMs = 0;
  /** The last time before the first stamp of bypass mode: stamps carry none. */
  #stampedAt: number | undefined;

  constructor(sessionId: string, file: FilePlace) {
    this.sessionId = sessionId;
    this.#file = file;
  }

  /** @param at milliseconds, NaN for none */
  take(record: RecordView, at: number, file: FilePlace): void {
    if (at < this.#firstAt) this.#firstAt = at;
    if (at > this.#lastAt) this.#lastAt = at;
    if (!this.#own && isOwn(file, this.sessionId)) this.#file = file;
    this.#cwd.take(record.cwd);
    this.#gitBranch.take(record.gitBranch);
    this.#version.take(record.version);
    this.#entrypoint.take(record.entrypoint);
    if (record.tools && record.type === 'tools-used')
      for (const tool of listOf(record.tools.json())) note(this.#claimedTool, tool);
    if (record.type === 'cost-state') {
      this.#changedLines = Math.max(this.#changedLines, record.changedLines);
      this.#toolDurationMs = Math.max(this.#toolDurationMs, record.toolDurationMs);
    }
    if (record.type === 'permission-mode' && record.permissionMode === 'bypassPermissions')
      this.#stampedAt ??= this.#lastAt;
    this.#alias.take(record.bridgeSessionId);
    if (record.attachment) this.#alias.take(remoteSessionOf(record.attachment));
  }

  /** @param model that wrote a message */
  model(model: string | undefined): void {
    if (model !== '<synthetic>') this.#model.take(model);
  }

  agent(agentId: string): void {
    this.#agent.take(agentId);
  }

  prompt(text: string): void {
    this.#firstPrompt ??= text.slice(0, firstPromptLength);
  }

  /** @param marks of the session's modes that carry a time, in order */
  finish(marks: readonly DatedMark[]): SessionPart {
    return {
      sessionId: this.sessionId,
      project: this.#file.project,
      own: this.#own,
      reference: this.#file.reference,
      format: this.flat ? 'flat' : 'nested',
      ...(Number.isFinite(this.#firstAt) && { firstAt: this.#firstAt, lastAt: this.#lastAt }),
      cwds: this.#cwd.list(),
      branches: this.#gitBranch.list(),
      versions: this.#version.list(),
      entrypoints: this.#entrypoint.list(),
      models: this.#model.list(),
      agents: this.#agent.list(),
      ...(this.#firstPrompt !== undefined && { firstPrompt: this.#firstPrompt }),
      loops: this.loops,
      marks: marks.length > 0 ? marks : this.#stamps(),
      claimedTools: [...this.#claimedTool],
      claimedChangedLines: this.#changedLines,
      claimedToolDurationMs: this.#toolDurationMs,
      aliases: this.#alias.list(),
    };
  }

  /** A stamp lags behind, so it tells something only where no other record does. */
  #stamps(): readonly DatedMark[] {
    if (this.#stampedAt === undefined || !Number.isFinite(this.#firstAt)) return [];
    const at = Math.max(this.#stampedAt, this.#firstAt);
    return [{ mode: 'bypassPermissions', source: 'permission-mode-stamp', at }];
  }

  get #own(): boolean {
    return isOwn(this.#file, this.sessionId);
  }
}

/** `remote_session_change` (2.1.287 and later): the address under which the session is seen in the web application. */
function remoteSessionOf(attachment: ScannedValue): string | undefined {
  if (attachment.member('type')?.text() !== 'remote_session_change') return undefined;
  return /\bsession_\w{1,80}/.exec(attachment.member('url')?.text(longestAddress) ?? '')?.[0];
}

function isOwn(file: FilePlace, sessionId: string): boolean {
  return file.kind === 'main' && file.sessionId === sessionId;
}

function note(set: Set<string>, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined) set.add(text);
}
