import type { Loop } from '../session-summary.ts';
import type { SessionPart } from './group-digest.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json-object.ts';

/** Where the file stands that is being read. */
export interface FilePlace {
  readonly reference: string;
  readonly project: string;
  readonly kind: 'main' | 'subagent' | 'replay' | 'capture';
  /** From the file's place; records inside may name others. */
  readonly sessionId: string;
  readonly agentId?: string;
}

const recordFields = ['cwd', 'gitBranch', 'version', 'entrypoint'] as const;
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
  take(record: JsonObject, at: number, file: FilePlace): void {
    if (at < this.#firstAt) this.#firstAt = at;
    if (at > this.#lastAt) this.#lastAt = at;
    if (!this.#own && isOwn(file, this.sessionId)) this.#file = file;
    for (const field of recordFields) note(this.#sets[field], record[field]);
    note(this.#sets.version, record['claude_code_version']);
    if (record['type'] === 'tools-used')
      for (const tool of listOf(record['tools'])) note(this.#sets.claimedTool, tool);
    note(this.#sets.alias, record['bridgeSessionId']);
    if (record['type'] === 'attachment') note(this.#sets.alias, remoteSessionOf(record['attachment']));
    const model = objectOf(record['message'])?.['model'];
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
function remoteSessionOf(attachment: unknown): string | undefined {
  const { type, url } = objectOf(attachment) ?? {};
  if (type !== 'remote_session_change') return undefined;
  return /\bsession_\w{1,80}/.exec(textOf(url) ?? '')?.[0];
}

function isOwn(file: FilePlace, sessionId: string): boolean {
  return file.kind === 'main' && file.sessionId === sessionId;
}

function note(set: Set<string>, value: unknown): void {
  const text = textOf(value);
  if (text !== undefined) set.add(text);
}
