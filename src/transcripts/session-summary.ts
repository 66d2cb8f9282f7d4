import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Outcome, PermissionModeSource } from './tool-call.ts';

/**
 * A stretch of a session in bypass mode: from the first call in it to the last, or, where it has none, from the record
 * that names the mode to the next one that names another.
 */
export interface BypassWindow {
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  /** 0 where only records that name the mode tell of it. */
  readonly calls: number;
  readonly source: PermissionModeSource;
}

/** The same call, made again and again without another in between. */
export interface Loop {
  readonly tool: string;
  /** Cut to a bound. */
  readonly argument: string;
  readonly times: number;
  /** How many of them did not succeed. */
  readonly failed: number;
  /** Tokens that the model wrote meanwhile. */
  readonly outputTokens: number;
  /** ISO 8601 UTC. */
  readonly from?: string;
  readonly to?: string;
}

/** A place that starts sessions with permission prompts off: no proof of how one was started. */
export interface LaunchPlace {
  /** Which of the ways, and whom it reaches: words of `scan`. */
  readonly route: string;
  readonly scope: string;
  /** ISO 8601 UTC, from a history with time stamps. */
  readonly at?: string;
  /** Of a CI job: the commit that was the newest when the session began. Absent where the place is as it stands now. */
  readonly commit?: string;
  readonly evidence: EvidenceReference;
}

/** Tokens as the provider counts them, each message once. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheCreation: number;
}

/** Tokens of a session. */
export interface SessionTokens extends TokenUsage {
  /** Of some messages no record holds the count with which they ended: `output` is at least this. */
  readonly isLowerBound?: true;
}

/** Tokens of one model, by the length of the prompts that they belong to: prices may depend on it. */
export interface ModelTokens extends TokenUsage {
  /** As the provider names it; empty where the message does not say. */
  readonly model: string;
  /** The prompts had more tokens than this, cached ones included, and no more than the next step. */
  readonly promptsAbove: 0 | 100_000 | 200_000;
  /** Of `cacheCreation`, what is kept for an hour instead of five minutes. */
  readonly cacheCreationHour: number;
}

/** What tokens would have cost at the provider's list prices. */
export interface CostEstimate {
  /** US dollars; absent where the price of a model is not known. */
  readonly usd?: number;
  /** The session's tokens are a lower bound, and so is this. */
  readonly isLowerBound?: true;
  /** Models without a known price. */
  readonly unpriced: readonly string[];
  /** The day of the price list, ISO 8601. */
  readonly pricesAsOf: string;
}

/** The longest time between two human turns in which the session made calls. */
export interface UnattendedStretch {
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly durationMs: number;
  readonly calls: number;
}

/** What one session was, over its main transcript and all its subagents. */
export interface SessionSummary {
  readonly sessionId: string;
  /** Id in `src/agents/`. */
  readonly agent: string;
  readonly project: string;
  /** `flat`: lines `{"type":"tool_use","tool_name":…}`, which guides describe and other agents write. */
  readonly format: 'nested' | 'flat';
  /** Every working folder seen, the first one first. */
  readonly cwds: readonly string[];
  /** Roots of the repositories that hold those folders, as far as they are among the evidence. */
  readonly repositories: readonly string[];
  readonly branches: readonly string[];
  readonly versions: readonly string[];
  readonly entrypoints: readonly string[];
  readonly models: readonly string[];
  /** ISO 8601 UTC; absent where no record carries a time. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly toolCalls: number;
  readonly callsByTool: Readonly<Record<string, number>>;
  readonly callsByOutcome: Readonly<Partial<Record<Outcome, number>>>;
  readonly callsByMode: Readonly<Record<string, number>>;
  readonly bypassWindows: readonly BypassWindow[];
  /** The session ran on a CI runner, and these jobs of its repository start the agent with prompts off, all of them. */
  readonly launchConfiguration?: readonly LaunchPlace[];
  /** No record tells the mode of some calls, and these places may have started the session with prompts off. */
  readonly mayHaveBypassed?: readonly LaunchPlace[];
  readonly subagents: number;
  readonly humanPrompts: number;
  /** The first prompt, cut to a bound. */
  readonly firstPrompt?: string;
  readonly tokens: SessionTokens;
  readonly tokensByModel: readonly ModelTokens[];
  /** Only where it was asked for. */
  readonly cost?: CostEstimate;
  readonly longestUnattended?: UnattendedStretch;
  readonly loops: readonly Loop[];
  readonly evidence: EvidenceReference;
}
