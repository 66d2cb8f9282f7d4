import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import type { Action, Trait, Zone } from '../effect.ts';
import type { Field } from '../field.ts';
import type { Act, Program } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import { type Logins, usesCredentials } from './credentials-used.ts';
import { type Kind, kindOfWords } from './service-verbs.ts';

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

export interface ServiceClient {
  readonly options?: Readonly<Record<string, OptionMeaning>>;
  /** Index of the first word that may be the verb: 0 for `kubectl get`, 1 for `aws ec2 …`. */
  readonly verbAt: 0 | 1;
  /** Only that word may be the verb: `aws <service> <operation>`. */
  readonly fixed?: boolean;
  /** What it does without any subcommand. */
  readonly bare?: Kind;
  /** By the first words, `'s3 rm'`, and an option where only that makes the difference. Wins over the verb. */
  readonly kinds?: Readonly<Record<string, Kind>>;
  /** By the last words, where many services have the same: `'keys list'`. Wins over the verb. */
  readonly endings?: Readonly<Record<string, Kind>>;
  /** The same for what no kind can say. */
  readonly acts?: Readonly<Record<string, Act>>;
  /** Further options with which it only shows what it would do; space between. */
  readonly looks?: string;
  /** Options and environment variables that say as whom it works. */
  readonly logins?: Logins;
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
  const looks = client.looks?.split(' ') ?? [];
  if (rest.some(({ text }) => dryRuns.test(text) || text === 'help' || looks.includes(text))) {
    return unknownStream;
  }
  if (client.logins) usesCredentials(call, client.logins);
  const words = leadingWords(rest);
  for (let length = Math.min(longestKey, words.length); length > 0; length -= 1) {
    const key = words.slice(0, length).join(' ');
    const act = entryOf(client.acts, key);
    if (act) return act(call) ?? unknownStream;
    const kind = kindWith(client, { key, rest });
    if (kind) return report(call, kind, words);
  }
  return report(call, endingOf(client, words) ?? verbIn(words, client), words);
}

/** Words of the longest entry: `iam service-accounts keys list`. */
const longestKey = 4;

function entryOf<Entry>(table: Readonly<Record<string, Entry>> | undefined, key: string): Entry | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** An entry that names an option wins over the one without. */
function kindWith({ kinds = {} }: ServiceClient, { key, rest }: Asked): Kind | undefined {
  for (const { text } of rest) {
    const [option = text, value] = text.split('=', 2);
    const isOn = option.startsWith('-') && value !== 'false';
    const kind = isOn ? entryOf(kinds, `${key} ${option}`) : undefined;
    if (kind) return kind;
  }
  return entryOf(kinds, key);
}

interface Asked {
  readonly key: string;
  readonly rest: readonly Field[];
}

function endingOf({ endings }: ServiceClient, words: readonly string[]): Kind | undefined {
  return entryOf(endings, words.slice(-2).join(' ')) ?? entryOf(endings, words.at(-1) ?? '');
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

/** More words than these are operands. */
const wordsOfVerb = 5;

function verbIn(words: readonly string[], { verbAt, fixed, bare = 'none' }: ServiceClient): Kind {
  if (words.length === 0) return bare;
  const first = fixed ? verbAt : Math.min(verbAt, words.length - 1);
  return kindOfWords(words.slice(first, fixed ? first + 1 : first + wordsOfVerb));
}

function report(call: Call, kind: Kind, words: readonly string[]): Stream {
  return kindEffect(call, kind, [call.program, ...words].join(' ').slice(0, 200));
}

/** The effect of a kind of subcommand, with what is sent along. */
export function kindEffect(call: Call, kind: Kind, target: string): Stream {
  if (kind === 'none') return unknownStream;
  const origins = joinOrigins([...call.argv, call.stdin]);
  if (kind === 'unknown') {
    call.emit('write', target, { certainty: 'possible', traits: ['remote'] });
    return unknownStream;
  }
  const { action, zone, traits } = meanings[kind];
  const files = kind === 'read' ? [] : filesGiven(call);
  const all = [...new Set([...origins, ...joinOrigins(files)])];
  const used: readonly Trait[] = kind === 'secret' && call.scope.logsInNext ? ['used'] : [];
  call.emit(action, target, { traits: [...traits, ...used], origins: all, ...(zone && { zone }) });
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
