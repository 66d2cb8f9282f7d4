import type { Drift } from './applied-plan.ts';
import type { HardenedKey } from './hardening.ts';
import type { TargetSystem } from './target-system.ts';

/** A planned or written file, without its bytes. */
export interface ReportedFile {
  readonly path: string;
  readonly purpose: string;
  readonly change: 'create' | 'replace' | 'keep';
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface ReportedPlan {
  readonly system: TargetSystem;
  readonly keys: readonly HardenedKey[];
  readonly files: readonly ReportedFile[];
  readonly notes: readonly string[];
}

/** One value of the policy on a host. */
interface CheckedKey extends HardenedKey {
  readonly found: unknown;
  readonly inForce: boolean;
  /** Installed versions that do not know it. */
  readonly ignoredBy: readonly string[];
}

/** What stands on a host against what was wanted. */
export interface SystemCheck {
  readonly system: TargetSystem;
  /** Which managed source Claude Code takes there. */
  readonly source: 'file' | 'plist' | 'none';
  readonly keys: readonly CheckedKey[];
  readonly drift: readonly Drift[];
  /** Versions of Claude Code found below the root, with where. */
  readonly installed: readonly { readonly version: string; readonly path: string }[];
  /** What a user can still do, one sentence each; with the places where there is a trace of it. */
  readonly open: readonly { readonly what: string; readonly traces: readonly string[] }[];
  readonly notes: readonly string[];
}

export interface HardenReport {
  readonly schemaVersion: 1;
  readonly action: 'plan' | 'write' | 'check' | 'revert';
  /** Where files are read, and written where they are; absolute. */
  readonly root: string;
  readonly plans?: readonly ReportedPlan[];
  /** Detection content, for all systems together. */
  readonly detections?: readonly ReportedFile[];
  readonly checks?: readonly SystemCheck[];
  /** What a revert did, one sentence each. */
  readonly done?: readonly string[];
}
