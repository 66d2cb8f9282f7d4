import type { EvidenceReference } from '../../evidence/artifact.ts';

/** What a step touches; `remote` and `credentials` reach beyond the machine and are kept apart. */
export type StepKind = 'save' | 'repository' | 'files' | 'persistence' | 'credentials' | 'remote';

/** One step of a plan; nothing executes it but a human. */
export interface RollbackStep {
  readonly kind: StepKind;
  readonly title: string;
  /** Why, with the evidence that says so. */
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
  /** For copy and paste, each a complete command line; empty where a human must act elsewhere. */
  readonly commands: readonly string[];
  readonly changes: string;
  readonly risk: string;
  /** How to see that it worked. */
  readonly check: string;
  /** How to undo it; says so where it cannot be undone. */
  readonly undo: string;
  readonly repository?: string;
}

/** What nothing brings back, and why. */
export interface LostForGood {
  readonly what: string;
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
}

/** Cheapest first; the first step of every repository saves what the others could lose. */
export interface RollbackPlan {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  /** What the plan could not find out. */
  readonly unknown: readonly string[];
}
