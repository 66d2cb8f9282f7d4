import type { TouchedCredential } from '../../events/exposure/touched-credentials.ts';
import type { ReachableCredential } from '../../evidence/exposure/reachable-credentials.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { TranscriptSecrets } from '../../transcripts/secrets/search-transcripts.ts';
import type { Rotation } from './rotation-list.ts';

/** The blast radius by credentials: what could be reached, what was touched, what to rotate. */
export interface Exposure {
  readonly schemaVersion: 1;
  readonly home: string;
  readonly reachable: readonly ReachableCredential[];
  readonly touched: readonly TouchedCredential[];
  readonly inTranscripts: readonly TranscriptSecrets[];
  /** Worst first. */
  readonly rotations: readonly Rotation[];
  readonly gaps: readonly Gap[];
}
