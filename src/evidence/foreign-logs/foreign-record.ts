import type { JsonObject } from '../../json-object.ts';
import type { EvidenceReference } from '../artifact.ts';

/** One record of a log that another program wrote: an object, or a line of text that is no JSON. */
export interface ForeignRecord {
  readonly value: JsonObject | string;
  readonly evidence: EvidenceReference;
}
