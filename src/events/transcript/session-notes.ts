import type { RecordView } from '../../evidence/transcripts/scanner/record-view.ts';
import type { Loop } from '../session-summary.ts';
import type { SessionPart } from './group-digest.ts';
import { listOf, textOf } from './json-object.ts';

/** Where the file stands that is being read. */
export interface FilePlace {
  readonly reference: string;
  readonly project: string;
  readonly kind: 'main' | 'subagent' | 'replay' | 'capture';
  /** From the file's place; records inside may name others. */
  readonly sessionId: string;
  readonly agentId?: string;
}

const setOf = {
  cwd: 'cwd',
  gitBranch: 'gitBranch',
  version: 'version',
  entrypoint: 'entrypoint',
  claude_code_version: 'version',
} as const;
const recordFields = Object.keys(setOf) as (keyof typeof setOf)[];
const longestAddress = 1000;
const firstPromptLength = 200;

/** Gathers what records say of one session. */
export class SessionNotes {
  readonly sessionId: string;
  readonly loops: Loop[] = [];
  flat = false;
  #file: FilePlace;
  #firstAt = Number.POSITIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  #firstPrompt: string | undefined;
  /** What the record before said: most repeat it. */
  readonly #last: (string | undefined)[] = [];
  readonly #sets = {
    cwd: new Set<string>(),
    gitBranch: new Set<string>(),
    version: new Set<string>(),
    entrypoint: new Set<string>(),
    model: new Set<string>(),
    agent: new Set<string>(),
    claimedTool: new Set<string>(),
    alias: new Set<string>(),
  };

  constructor(sessionId: string, file: FilePlace) {
    this.sessionId = sessionId;
    this.#file = file;
  }

  /** @param at milliseconds, NaN for none */
  take(record: RecordView, at: number, file: FilePlace): void {
    if (at < this.#firstAt) this.#firstAt = at;
    if (at > this.#lastAt) this.#lastAt = at;
    if (!this.#own && isOwn(file, this.sessionId)) this.#file = file;
    recordFields.forEach((field, index) => {
      const text = record.repeated(field);
      if (text === undefined || text === this.#last[index]) return;
      this.#last[index] = text;
      this.#sets[setOf[field]].add(text);
    });
    if (record.has('tools') && record.text('type') === 'tools-used')
      for (const tool of listOf(record.value('tools')?.json())) note(this.#sets.claimedTool, tool);
    note(this.#sets.alias, record.text('bridgeSessionId'));
    if (record.has('attachment')) note(this.#sets.alias, remoteSessionOf(record));
    const model = record.value('message')?.member('model')?.text();
    if (model !== '<synthetic>') note(this.#sets.model, model);
  }

  agent(agentId: string): void {
    this.#sets.agent.add(agentId);
  }

  prompt(text: string): void {
    this.#firstPrompt ??= text.slice(0, firstPromptLength);
  }

  finish(): SessionPart {
    const { cwd, gitBranch, version, entrypoint, model, agent, claimedTool, alias } = this.#sets;
    return {
      sessionId: this.sessionId,
      project: this.#file.project,
      own: this.#own,
      reference: this.#file.reference,
      format: this.flat ? 'flat' : 'nested',
      ...(Number.isFinite(this.#firstAt) && { firstAt: this.#firstAt, lastAt: this.#lastAt }),
      cwds: [...cwd],
      branches: [...gitBranch],
      versions: [...version],
      entrypoints: [...entrypoint],
      models: [...model],
      agents: [...agent],
      ...(this.#firstPrompt !== undefined && { firstPrompt: this.#firstPrompt }),
      loops: this.loops,
      claimedTools: [...claimedTool],
      aliases: [...alias],
    };
  }

  get #own(): boolean {
    return isOwn(this.#file, this.sessionId);
  }
}

/** `remote_session_change` (2.1.287 and later): the address under which the session is seen in the web application. */
function remoteSessionOf(record: RecordView): string | undefined {
  const attachment = record.value('attachment');
  if (attachment?.member('type')?.text() !== 'remote_session_change') return undefined;
  return /\bsession_\w{1,80}/.exec(attachment.member('url')?.text(longestAddress) ?? '')?.[0];
}

function isOwn(file: FilePlace, sessionId: string): boolean {
  return file.kind === 'main' && file.sessionId === sessionId;
}

function note(set: Set<string>, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined) set.add(text);
}
