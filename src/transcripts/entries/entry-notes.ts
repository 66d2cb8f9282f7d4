import type { SessionPart } from '../digest/group-digest.ts';
import type { DatedMark } from '../digest/mode-history.ts';
import type { Loop } from '../session-summary.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { ContextEntry } from './entry.ts';

const firstPromptLength = 200;

/** Gathers what entries say of one session. */
export class EntryNotes {
  readonly sessionId: string;
  readonly loops: Loop[] = [];
  readonly #file: TranscriptFile;
  #project: string;
  #firstAt = Number.POSITIVE_INFINITY;
  #lastAt = Number.NEGATIVE_INFINITY;
  #firstPrompt: string | undefined;
  readonly #marks: DatedMark[] = [];
  readonly #cwds = new Set<string>();
  readonly #branches = new Set<string>();
  readonly #versions = new Set<string>();
  readonly #entrypoints = new Set<string>();
  readonly #models = new Set<string>();
  readonly #agents = new Set<string>();
  #isAgents = false;

  constructor(sessionId: string, file: TranscriptFile) {
    this.sessionId = sessionId;
    this.#file = file;
    this.#project = file.project;
  }

  context({ cwd, gitBranch, version, entrypoint, model, agentId, project }: ContextEntry): void {
    add(this.#cwds, cwd);
    add(this.#branches, gitBranch);
    add(this.#versions, version);
    add(this.#entrypoints, entrypoint);
    add(this.#models, model);
    add(this.#agents, agentId);
    if (agentId !== undefined) this.#isAgents = true;
    if (this.#project === '' && project !== undefined) this.#project = project;
  }

  cwd(cwd: string | undefined): void {
    add(this.#cwds, cwd);
  }

  agent(agentId: string | undefined): void {
    add(this.#agents, agentId);
  }

  model(model: string | undefined): void {
    add(this.#models, model);
  }

  time(at: number): void {
    if (at < this.#firstAt) this.#firstAt = at;
    if (at > this.#lastAt) this.#lastAt = at;
  }

  /** A mode of the human's conversation. */
  mark({ mode, source, at }: DatedMark): void {
    this.#marks.push({ mode, source, at });
  }

  prompt(text: string): void {
    this.#firstPrompt ??= text.slice(0, firstPromptLength);
  }

  finish(): SessionPart {
    return {
      sessionId: this.sessionId,
      project: this.#project,
      own: this.#file.kind === 'main' && !this.#isAgents,
      ...(this.#isAgents && { ofAgent: true }),
      reference: this.#file.reference,
      format: 'nested',
      ...(Number.isFinite(this.#firstAt) && { firstAt: this.#firstAt, lastAt: this.#lastAt }),
      cwds: [...this.#cwds],
      branches: [...this.#branches],
      versions: [...this.#versions],
      entrypoints: [...this.#entrypoints],
      models: [...this.#models],
      agents: [...this.#agents],
      ...(this.#firstPrompt !== undefined && { firstPrompt: this.#firstPrompt }),
      loops: this.loops,
      claimedTools: [],
      claimedChangedLines: 0,
      claimedToolDurationMs: 0,
      aliases: [],
      marks: this.#marks.sort((a, b) => a.at - b.at),
    };
  }
}

function add(texts: Set<string>, text: string | undefined): void {
  if (text !== undefined && text !== '') texts.add(text);
}
