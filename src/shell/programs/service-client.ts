import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import type { Action, Trait, Zone } from '../effect.ts';
import type { Field } from '../field.ts';
import type { Act, Program } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';

/** What a subcommand of a service's client does there. */
type Kind =
  | 'none'
  | 'read'
  | 'secret'
  | 'write'
  | 'delete'
  | 'publish'
  | 'upload'
  | 'download'
  | 'execute'
  | 'escalate'
  | 'configure'
  | 'unknown';

interface Meaning {
  readonly action: Action;
  readonly zone?: Zone;
  readonly traits: readonly Trait[];
}

const meanings: Readonly<Record<Exclude<Kind, 'none' | 'unknown'>, Meaning>> = {
  read: { action: 'read', traits: ['remote'] },
  secret: { action: 'read', zone: 'credentials', traits: ['remote'] },
  write: { action: 'write', traits: ['remote'] },
  delete: { action: 'delete', traits: ['irreversible', 'remote'] },
  publish: { action: 'publish', traits: ['remote'] },
  upload: { action: 'upload', traits: ['remote'] },
  download: { action: 'download', traits: ['remote'] },
  execute: { action: 'execute', traits: ['remote'] },
  escalate: { action: 'escalate', traits: ['remote'] },
  configure: { action: 'configure', traits: [] },
};

/** Verbs that clients of services share; the first kind that has the verb wins. */
const verbs: readonly (readonly [Kind, ReadonlySet<string>])[] = [
  [
    'read',
    new Set(
      `get gets list ls describe show view search find status info inspect explain diff logs log top check validate
       verify lint template history whoami wait watch tail query scan filter estimate simulate preview plan output
       count exists lookup head read summarize summary usage events event health ping version help completion
       inventory detect can-i who ps stats images port metadata graph outdated audit tree analyze analyse test
       generate url select batch-get batch-describe cat print permissions providers fetch audit-log doctor docs
       browse open dump checks ports items batch compare admin-get admin-list receive peek resolve cost decode
       evaluate is display search-all trace wait-for api-resources api-versions cluster-info discover compute-diff`.split(
        /\s+/,
      ),
    ),
  ],
  [
    'delete',
    new Set(
      `delete del remove rm destroy terminate drop purge deregister uninstall deprovision prune clear wipe erase
       empty batch-delete bulk-delete unpublish nuke rmi decommission teardown down flush trash undeploy
       force-delete schedule-key-deletion admin-delete abort release-address delete-all`.split(/\s+/),
    ),
  ],
  ['publish', new Set('publish push release deploy promote submit merge ship yank-undo'.split(' '))],
  ['upload', new Set('upload send import sync-up'.split(' '))],
  ['download', new Set('download pull export clone restore-download sync-down'.split(' '))],
  [
    'execute',
    new Set(
      'exec invoke execute run ssh shell console-run run-command send-command attach rsh debug start-session'.split(
        ' ',
      ),
    ),
  ],
  [
    'secret',
    new Set('get-secret-value get-access-token get-login-password print-access-token reveal'.split(' ')),
  ],
  [
    'configure',
    new Set(
      'login logout configure config init set-context use-context use set-default auth link unlink'.split(
        ' ',
      ),
    ),
  ],
  [
    'write',
    new Set(
      `create update set put add apply edit patch modify replace change enable disable start stop restart reboot
       scale resize attach-volume detach associate disassociate register tag untag label annotate copy cp mv move
       sync rename move-to assign unassign allocate authorize revoke grant move-in restore rollback resume suspend
       pause unpause kill cancel rerun close reopen lock unlock comment review rotate reset renew issue install upgrade
       upsert write append insert post transfer drain cordon uncordon taint expose autoscale rollout approve deny
       up build mb rb mkdir bulk-create ready archive unarchive pin unpin fork star subscribe unsubscribe subscribe-all
       develop new mark request provision rebuild swap failover switch toggle invite accept reject complete`.split(
        /\s+/,
      ),
    ),
  ],
];

const kindOfVerb = new Map<string, Kind>();
for (const [kind, words] of verbs)
  for (const word of words) if (!kindOfVerb.has(word)) kindOfVerb.set(word, kind);

function kindOf(word: string): Kind | undefined {
  const lower = word.toLowerCase().replace(/^.*:/, '');
  const whole = kindOfVerb.get(lower);
  if (whole) return whole;
  const two = /^[a-z]+-[a-z]+(?=-)/.exec(lower)?.[0];
  return (two === undefined ? undefined : kindOfVerb.get(two)) ?? kindOfVerb.get(lower.split('-')[0] ?? '');
}

export interface ServiceClient {
  readonly options?: Readonly<Record<string, OptionMeaning>>;
  /** Index of the first word that may be the verb: 0 for `kubectl get`, 1 for `aws ec2 …`. */
  readonly verbAt: 0 | 1;
  /** Only that word may be the verb: `aws <service> <operation>`. */
  readonly fixed?: boolean;
  /** What it does without any subcommand. */
  readonly bare?: Kind;
  /** By the first words: `'s3 rm'`. Wins over the verb. */
  readonly kinds?: Readonly<Record<string, Kind>>;
  /** The same for what no kind can say. */
  readonly acts?: Readonly<Record<string, Act>>;
}

/** Options that take the next word, whatever the subcommand, are hard to know: a word after one is no verb if listed. */
const dryRuns =
  /^--?(?:dry-?run(?:=(?:true|client|server|none-not)?)?|dryrun|what-?if|no-execute-changeset|no-op|noop|preview|check|help|validate-only|generate-cli-skeleton)$|^-h$/;

/** A program whose subcommands read or change something on a service, told by their verbs. */
export function serviceClient(client: ServiceClient): Program {
  return {
    options: { '-h|--help --version': 'harmless', ...client.options },
    stopsAtOperand: true,
    act: (call) => actOnService(call, client),
  };
}

function actOnService(call: Call, client: ServiceClient): Stream {
  const { rest } = call.arguments;
  if (rest.some(({ text }) => dryRuns.test(text) || text === 'help')) return unknownStream;
  const words = leadingWords(rest);
  for (const length of [3, 2, 1]) {
    const key = words.slice(0, length).join(' ');
    if (words.length < length) continue;
    const act = client.acts && Object.hasOwn(client.acts, key) ? client.acts[key] : undefined;
    if (act) return act(call) ?? unknownStream;
    const kind = client.kinds && Object.hasOwn(client.kinds, key) ? client.kinds[key] : undefined;
    if (kind) return report(call, kind, words);
  }
  return report(call, verbIn(words, client), words);
}

/** Tracks that stand before the service: `gcloud beta run …`. */
const releases: ReadonlySet<string> = new Set(['alpha', 'beta', 'preview']);

function leadingWords(fields: readonly Field[]): string[] {
  const words: string[] = [];
  for (const { text } of fields) {
    if (text.startsWith('-')) break;
    if (words.length === 0 && releases.has(text)) continue;
    words.push(text);
  }
  return words;
}

function verbIn(words: readonly string[], { verbAt, fixed, bare = 'none' }: ServiceClient): Kind {
  if (words.length === 0) return bare;
  const candidates = fixed
    ? words.slice(verbAt, verbAt + 1)
    : words.slice(Math.min(verbAt, words.length - 1), verbAt + 4);
  for (const word of candidates) {
    const kind = kindOf(word);
    if (kind) return kind;
  }
  return 'unknown';
}

function report(call: Call, kind: Kind, words: readonly string[]): Stream {
  if (kind === 'none') return unknownStream;
  const target = [call.program, ...words].join(' ').slice(0, 200);
  const origins = joinOrigins([...call.arguments.rest, call.stdin]);
  if (kind === 'unknown') {
    call.emit('write', target, { certainty: 'possible', traits: ['remote'] });
    return unknownStream;
  }
  const { action, zone, traits } = meanings[kind];
  const files = kind === 'read' ? [] : filesGiven(call);
  const all = [...new Set([...origins, ...joinOrigins(files)])];
  call.emit(action, target, { traits, origins: all, ...(zone && { zone }) });
  return kind === 'secret' ? { origins: ['from-secret'] } : { origins: all };
}

/** `file://x`, `@x` and `--from-file=x` are read and sent along. */
function filesGiven(call: Call): readonly Stream[] {
  return call.arguments.rest.flatMap((field) => {
    const path = /^(?:--[\w-]+=)?(?:file(?:b)?:\/\/|@)(.+)$|^--from-(?:env-)?file=(?:[\w.-]+=)?(.+)$/.exec(
      field.text,
    );
    const name = path?.[1] ?? path?.[2];
    return name ? [call.read({ ...field, text: name })] : [];
  });
}
