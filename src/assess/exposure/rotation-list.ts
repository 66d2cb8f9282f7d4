import type { ShownSecrets } from '../../events/exposure/shown-secrets.ts';
import type { TouchedCredential } from '../../events/exposure/touched-credentials.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ReachableCredential } from '../../evidence/exposure/reachable-credentials.ts';
import type { Level } from '../../level.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { TranscriptSecrets } from '../../transcripts/secrets/search-transcripts.ts';
import type { WitnessedCredential } from '../join-logs/witnessed-credentials.ts';
import { revocationOf } from './revocations.ts';

/** How far a credential went, and how much that matters, worst first. */
const reasons = {
  sent: {
    level: 'critical',
    says: 'a session sent it to a host that is not known for its issuer’s or the project’s own',
  },
  printed: { level: 'high', says: 'a session printed it: it lies in the transcript and went to the model' },
  'in-transcript': { level: 'high', says: 'it lies in a transcript in plain text' },
  read: { level: 'high', says: 'a session read it' },
  used: {
    level: 'medium',
    says: 'a session logged in with it at a service that is not known, or sent it to a host that is taken for the project’s own',
  },
  'in-configuration': { level: 'medium', says: 'it stands in the configuration of an MCP server' },
  'within-reach': { level: 'low', says: 'a session with permission prompts off could have read it' },
} as const satisfies Record<string, { readonly level: Level; readonly says: string }>;
type RotationReason = keyof typeof reasons;

/** One credential, or all of one kind, to be revoked. */
export interface Rotation {
  readonly reason: RotationReason;
  readonly level: Level;
  readonly kind: string;
  /** A file, a place in a configuration, or a count. */
  readonly what: string;
  /** How often it lies there, where that was counted. */
  readonly places?: number;
  /** Who did it and when, one sentence; absent where nobody is known to have. */
  readonly by?: string;
  /** Where that call sent it; absent where it did not; hostile. */
  readonly to?: readonly string[];
  /** The call that took it farthest, and its session; absent where nobody is known to have. */
  readonly toolCallId?: string;
  readonly sessionId?: string;
  /** When; ISO 8601 UTC. */
  readonly at?: string;
  readonly action: string;
  readonly url?: string;
  readonly evidence: readonly EvidenceReference[];
}

export interface RotationInput {
  readonly touched: readonly TouchedCredential[];
  /** By other logs; none where none was given. */
  readonly witnessed: readonly (WitnessedCredential & Pick<TouchedCredential, 'kind'>)[];
  readonly shown: readonly ShownSecrets[];
  readonly inTranscripts: readonly TranscriptSecrets[];
  readonly servers: readonly McpServer[];
  readonly reachable: readonly ReachableCredential[];
  /** Whether any call ran with permission prompts off. */
  readonly bypassed: boolean;
}

/** Text that looks like an assignment may be code or prose; issuers' own forms are certain. */
const uncertain = new Set([
  'assigned-secret',
  'command-line-secret',
  'command-line-password',
  'password-hash',
  'cookie',
]);

/** What to revoke, worst first. What was within reach but not touched comes last, and only if prompts were off. */
export function rotationList(input: RotationInput): readonly Rotation[] {
  const { touched, witnessed, shown, inTranscripts, servers, reachable, bypassed } = input;
  const files = new Set([...touched, ...witnessed].map(({ file }) => file));
  const untouched = bypassed ? reachable.filter(({ file }) => !files.has(file)) : [];
  const certain = inTranscripts.filter(({ kind }) => !uncertain.has(kind));
  const listed = new Set(certain.flatMap(({ evidence }) => evidence.map(placeOf)));
  const kinds = new Set(certain.map(({ kind }) => kind));
  const all = [
    ...touched.map(ofTouched),
    ...ofWitnessed(witnessed),
    ...certain.map(ofTranscript),
    ...shown
      .filter(({ kind, evidence }) => !kinds.has(kind) && !evidence.every((one) => listed.has(placeOf(one))))
      .map(ofShown),
    ...servers.flatMap(ofServer),
    ...untouched.map(({ kind, file, evidence }) =>
      rotation('within-reach', { kind, what: file, evidence: [evidence] }),
    ),
  ];
  const order = Object.keys(reasons);
  return all.sort(
    (a, b) =>
      order.indexOf(a.reason) - order.indexOf(b.reason) || compare(a.kind, b.kind) || compare(a.what, b.what),
  );
}

function ofTouched({ kind, file, reach, calls }: TouchedCredential): Rotation {
  const call = calls.find((candidate) => candidate.reach === reach) ?? calls[0];
  const to = call && call.destinations.length > 0 ? ` to ${call.destinations.join(', ')}` : '';
  const by =
    call && `call ${call.toolCallId} at ${call.at ?? 'an unknown time'}, mode ${call.permissionMode}${to}`;
  return rotation(reach, {
    kind,
    what: file,
    ...(by && { by }),
    ...(call && call.destinations.length > 0 && { to: call.destinations }),
    ...(call && { toolCallId: call.toolCallId, sessionId: call.sessionId }),
    ...(call?.at !== undefined && { at: call.at }),
    evidence: calls.map(({ evidence }) => evidence),
  });
}

/** Each file once, by what took it farthest. */
function ofWitnessed(witnessed: RotationInput['witnessed']): readonly Rotation[] {
  const farthest = new Map<string, RotationInput['witnessed'][number]>();
  for (const one of witnessed) {
    const known = farthest.get(one.file);
    if (!known || (known.reach === 'read' && one.reach === 'sent')) farthest.set(one.file, one);
  }
  return [...farthest.values()].map(({ kind, file, reach, command, at, evidence }) =>
    rotation(reach, {
      kind,
      what: file,
      by: `a process that no call explains, at ${at}: ${command}`,
      at,
      evidence: [evidence],
    }),
  );
}

function ofTranscript({ kind, count, distinct, files, evidence }: TranscriptSecrets): Rotation {
  const what = `${distinct} different, ${count} places in ${files} transcripts`;
  return rotation('in-transcript', { kind, what, places: count, evidence });
}

function placeOf({ path, line }: EvidenceReference): string {
  return `${path}:${line}`;
}

/** What only a call tells for a secret, by its place. */
function ofShown({ kind, calls, evidence }: ShownSecrets): Rotation {
  const what = `in the words or the result of ${calls === 1 ? 'a call' : `${calls} calls`}`;
  return rotation('in-transcript', { kind, what, places: calls, evidence });
}

function ofServer({ name, client, inlineSecrets, evidence }: McpServer): readonly Rotation[] {
  return inlineSecrets.map((secret) =>
    rotation('in-configuration', {
      kind: secret.kind,
      what: `${secret.name} of ${name} (${client})`,
      evidence: [evidence],
    }),
  );
}

function rotation(
  reason: RotationReason,
  given: Omit<Rotation, 'reason' | 'level' | 'action' | 'url'>,
): Rotation {
  return { reason, level: reasons[reason].level, ...given, ...revocationOf(given.kind) };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
