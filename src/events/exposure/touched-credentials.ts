import type { EvidenceReference } from '../../evidence/artifact.ts';
import { credentialStoreOf, isCredentialTemplate } from '../../secrets/credential-stores.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import type { CallWatcher, CallWithEffects } from '../../transcripts/call-watcher.ts';
import type { PermissionMode, ToolCall } from '../../transcripts/tool-call.ts';
import type { ToolKind } from '../../transcripts/tool-kind.ts';
import { showsNoSecret } from './shows-no-secret.ts';

/** How far a credential went, farthest first. */
const reaches = ['sent', 'printed', 'read'] as const;
type Reach = (typeof reaches)[number];

/** A call that touched a credential. */
interface CredentialCall {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly permissionMode: PermissionMode;
  readonly reach: Reach;
  /** Where it went, of a credential that was sent. */
  readonly destinations: readonly string[];
  readonly evidence: EvidenceReference;
}

/** A credential that a session touched. */
export interface TouchedCredential {
  /** Key of the credential stores, or `other`. */
  readonly kind: string;
  /** Absolute, as the evidence writes it; the words that ask for it where it is no file: `keychain`. */
  readonly file: string;
  readonly reach: Reach;
  readonly calls: readonly CredentialCall[];
}

const callsAtMost = 20;
const filesAtMost = 5000;
const resultCharacters = 200_000;

/** Programs whose output is what they read. */
const showing = new Set([
  'cat',
  'head',
  'tail',
  'less',
  'more',
  'bat',
  'grep',
  'rg',
  'sed',
  'awk',
  'strings',
  'xxd',
  'base64',
  'type',
  'Get-Content',
  'printenv',
  'env',
  'jq',
  'yq',
]);

const showingTools: ReadonlySet<ToolKind> = new Set(['read', 'search']);

/** Which credentials calls touched; those that went farthest come first. */
export function watchCredentials() {
  const known = new Map<string, CredentialCall[]>();
  return {
    call({ call }) {
      if (call.outcome === 'denied' || call.outcome === 'not-run') return;
      const reads = call.effects.filter(isCredentialRead);
      if (reads.length === 0 || showsNoSecret(call)) return;
      for (const effect of reads) note(known, effect.target, credentialCall(call, effect));
    },
    result: () =>
      [...known]
        .map(([file, calls]) => ({
          kind: credentialStoreOf(file)?.kind ?? 'other',
          file,
          reach: reaches.find((reach) => calls.some((call) => call.reach === reach)) ?? 'read',
          calls,
        }))
        .sort((a, b) => reaches.indexOf(a.reach) - reaches.indexOf(b.reach) || (a.file < b.file ? -1 : 1)),
  } satisfies CallWatcher<readonly TouchedCredential[], CallWithEffects>;
}

/** Sourcing a file reads it, too. */
const opening = new Set(['read', 'execute']);

function isCredentialRead({ action, zone, target, certainty, traits = [] }: Effect): boolean {
  if (traits.some((trait) => unseen.has(trait))) return false;
  return (
    opening.has(action) && zone === 'credentials' && certainty !== 'possible' && !isCredentialTemplate(target)
  );
}

/** What only logs in is seen by nobody; what stands in the words is found where transcripts are searched. */
const unseen: ReadonlySet<string> = new Set<Trait>(['used', 'inline']);

function note(known: Map<string, CredentialCall[]>, file: string, call: CredentialCall): void {
  const calls = known.get(file);
  if (!calls && known.size < filesAtMost) known.set(file, [call]);
  else if (calls && calls.length < callsAtMost) calls.push(call);
}

function credentialCall(call: ToolCall, effect: Effect): CredentialCall {
  const sends = call.effects.filter(isSending);
  return {
    toolCallId: call.id,
    sessionId: call.sessionId,
    ...(call.startedAt !== undefined && { at: call.startedAt }),
    permissionMode: call.permissionMode,
    reach: sends.length > 0 ? 'sent' : isPrinted(call, effect) ? 'printed' : 'read',
    destinations: [...new Set(sends.map(({ target }) => target))],
    evidence: call.evidence,
  };
}

function isSending({ action, traits = [] }: Effect): boolean {
  return (
    (action === 'upload' || action === 'connect') &&
    traits.includes('from-secret') &&
    !traits.includes('local-host')
  );
}

/** A file that was shown is in the transcript whole; any other output is searched. */
function isPrinted({ result, outcome, toolKind }: ToolCall, { program }: Effect): boolean {
  if (!result || result.isError || outcome === 'failed') return false;
  if (result.text.trim() !== '' && (showingTools.has(toolKind) || showing.has(program))) return true;
  return findSecrets(result.text.slice(0, resultCharacters)).length > 0;
}
