import type { EvidenceReference } from '../../evidence/artifact.ts';
import { isSeenToSend, type WeighedFamily } from './unexplained-processes.ts';
import { commandOf } from './weigh-command.ts';

/** A credential that another log shows an agent to have read, and no call. */
export interface WitnessedCredential {
  /** As the evidence writes it. */
  readonly file: string;
  readonly reach: 'sent' | 'read';
  /** The process that did it, a cut command line; hostile. */
  readonly command: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly evidence: EvidenceReference;
}

const mostChars = 200;

/** By what unexplained processes say of themselves, and by what they were seen to reach. */
export function witnessedCredentials(families: readonly WeighedFamily[]): readonly WitnessedCredential[] {
  return families.flatMap((weighed) => {
    const { actor, atMs, evidence } = weighed.family.top;
    const reach = isSeenToSend(weighed) ? 'sent' : 'read';
    const at = new Date(atMs).toISOString();
    const command = commandOf(actor).slice(0, mostChars);
    return weighed.weight.credentials.map((file) => ({ file, reach, command, at, evidence }) as const);
  });
}
