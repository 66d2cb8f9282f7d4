import type { EvidenceReference } from '../../evidence/artifact.ts';
import { credentialStoreOf, isCredentialTemplate } from '../../secrets/credential-stores.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import type { PermissionMode, ToolCall } from '../../transcripts/tool-call.ts';
import type { ToolKind } from '../../transcripts/tool-kind.ts';
import type { LogEvent } from '../log-events/log-event.ts';
import { credentialKindOf } from './credential-kind.ts';
import { PushedStores } from './pushed-stores.ts';
import { showsNoSecret } from './shows-no-secret.ts';

/**
 * How far a credential went, farthest first. `used`: as a login of a service of which
 * nothing tells whether it issued it, or sent to a host that is taken for the project's own.
 */
const reaches = ['sent', 'printed', 'read', 'used'] as const;
type Reach = (typeof reaches)[number];

/** A call that touched a credential. */
interface CredentialCall {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly permissionMode: PermissionMode;
  readonly reach: Reach;
  /** Where it went, of a credential that was sent or used. */
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
export class TouchedCredentials {
  readonly #known = new Map<string, CredentialCall[]>();
  readonly #pushed = new PushedStores();

  observe(call: ToolCall, events: readonly LogEvent[]): void {
    if (call.outcome === 'denied' || call.outcome === 'not-run') return;
    const reads = call.effects.filter(isCredentialRead);
    const sends = events.filter(isSending);
    if (reads.length > 0 && (sends.length > 0 || !showsNoSecret(call)))
      for (const effect of reads) this.#note(effect.target, credentialCall(call, effect, sends));
    for (const file of new Set(sends.flatMap(filesIn)))
      if (this.#isKnown(file) && !reads.some(({ target }) => target === file))
        this.#note(file, credentialCall(call, undefined, sends));
    for (const { file, destinations } of this.#pushed.observe(call, events))
      this.#note(file, { ...callFacts(call), reach: 'sent', destinations });
  }

  list(): readonly TouchedCredential[] {
    return [...this.#known]
      .map(([file, calls]) => ({
        kind: credentialKindOf(file),
        file,
        reach: reaches.find((reach) => calls.some((call) => call.reach === reach)) ?? 'read',
        calls,
      }))
      .sort((a, b) => reaches.indexOf(a.reach) - reaches.indexOf(b.reach) || (a.file < b.file ? -1 : 1));
  }

  #isKnown(file: string): boolean {
    return this.#known.has(file) || (credentialStoreOf(file) !== undefined && !isCredentialTemplate(file));
  }

  #note(file: string, call: CredentialCall | undefined): void {
    if (!call) return;
    const calls = this.#known.get(file);
    if (!calls && this.#known.size < filesAtMost) this.#known.set(file, [call]);
    else if (calls && calls.length < callsAtMost) calls.push(call);
  }
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

/** @returns undefined where a program took it in, as from a file that is sourced, and nothing shows that it went on */
function credentialCall(
  call: ToolCall,
  effect: Effect | undefined,
  sends: readonly LogEvent[],
): CredentialCall | undefined {
  const reach = reachOf(call, effect, sends);
  if (reach === 'read' && effect?.action === 'execute') return undefined;
  return { ...callFacts(call), reach, destinations: [...new Set(sends.map(({ subject }) => subject))] };
}

function callFacts({ id, sessionId, startedAt, permissionMode, evidence }: ToolCall) {
  return {
    toolCallId: id,
    sessionId,
    ...(startedAt !== undefined && { at: startedAt }),
    permissionMode,
    evidence,
  };
}

function reachOf(call: ToolCall, effect: Effect | undefined, sends: readonly LogEvent[]): Reach {
  if (sends.some(isForeign)) return 'sent';
  if (effect && isPrinted(call, effect)) return 'printed';
  return sends.length > 0 ? 'used' : 'read';
}

/** What only logs in at its issuer or at the project's own host is what credentials are for. */
function isSending({ fields }: LogEvent): boolean {
  if (fields['Carries'] !== 'secret' || fields['LocalHost'] === true) return false;
  if (fields['Destination'] === 'foreign') return true;
  return fields['Destination'] === 'own' && fields['CredentialUse'] !== true;
}

/** To somebody who is neither its issuer nor the project, and not where logins stand. */
function isForeign({ fields }: LogEvent): boolean {
  return fields['Destination'] === 'foreign' && fields['CredentialUse'] !== true;
}

function filesIn({ fields }: LogEvent): readonly string[] {
  const from = fields['CarriedFrom'];
  return typeof from === 'object' ? from : [];
}

/** A file that was shown is in the transcript whole; any other output is searched, as is what a request answers. */
function isPrinted({ result, outcome, toolKind, effects }: ToolCall, { program }: Effect): boolean {
  if (!result || result.isError || outcome === 'failed') return false;
  const isShown = showingTools.has(toolKind) || showing.has(program);
  const isHanded = effects.some(({ traits }) => traits?.includes('from-secret'));
  if (isShown && !isHanded && result.text.trim() !== '') return true;
  return findSecrets(result.text.slice(0, resultCharacters)).length > 0;
}
