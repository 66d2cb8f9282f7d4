import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Zone } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { zoneOf } from '../../shell/zone.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { CommittedPaths } from '../exposure/committed-paths.ts';
import { SecretsInCalls } from '../exposure/secrets-in-calls.ts';
import { TakenBack } from '../exposure/taken-back.ts';
import { FetchedFolders } from '../files/fetched-folders.ts';
import { StartedPrograms } from '../processes/started-programs.ts';
import { DerivedFiles } from './derived-files.ts';
import type { KnownHosts } from './destination.ts';
import { KnownSecrets } from './known-secrets.ts';
import { hostsAddressedIn, hostsNamedIn, isAddressBook } from './named-hosts.ts';
import { OwnDatabases } from './own-databases.ts';
import { PackedSecrets } from './packed-secrets.ts';
import { Remotes } from './remotes.ts';
import { isTunnelHost } from './shared-hosts.ts';

/** Which hosts a project's own files name. */
export interface ProjectAddresses {
  /** By host, lower case: the file that names it, as the evidence writes it. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Addresses of the repository's remotes. */
  readonly remotes: readonly string[];
  /** Accounts of the home's logins and identity: `github.com/dana`. */
  readonly logins: readonly string[];
}

/** @param folder absolute, as the evidence writes it */
export type AddressesOf = (folder: string) => ProjectAddresses;

const noAddresses: AddressesOf = () => ({ hosts: new Map(), remotes: [], logins: [] });

/** What one session has told so far. */
class SessionMemory {
  readonly named = new Set<string>();
  readonly words = new Set<string>();
  readonly configured = new Map<string, string>();
  readonly tunnels = new Set<string>();
  readonly secrets = new KnownSecrets();
  readonly files = new DerivedFiles();
  readonly started = new StartedPrograms();
  readonly takenBack = new TakenBack();
  readonly databases = new OwnDatabases();
  readonly shown = new SecretsInCalls();
  readonly commits = new CommittedPaths();
  readonly fetched = new FetchedFolders();
  /** Files that it wrote: what stands in them are not the words of people. */
  readonly written = new Set<string>();
  prompts = '';
}

/**
 * What has to be remembered from call to call to say where data went: values and files that were read, copies that were
 * made, hosts that people, configurations and remotes name. Takes the calls of a session together and in order.
 */
export class FlowMemory {
  readonly #sanctioned: readonly string[];
  readonly #addressesOf: AddressesOf;
  readonly remotes = new Remotes();
  readonly #packed = new PackedSecrets();
  #sessionId: string | undefined;
  #session = new SessionMemory();
  #paths: PathContext | undefined;

  constructor(sanctioned: readonly string[], addressesOf: AddressesOf = noAddresses) {
    this.#sanctioned = sanctioned;
    this.#addressesOf = addressesOf;
  }

  get secrets(): KnownSecrets {
    return this.#session.secrets;
  }

  get files(): DerivedFiles {
    return this.#session.files;
  }

  get commits(): CommittedPaths {
    return this.#session.commits;
  }

  get shown(): SecretsInCalls {
    return this.#session.shown;
  }

  /** Whether the session made a file itself, and did not fetch it from people that the project does not know. */
  isOwnCreation(path: string, created: ReadonlySet<string> | undefined): boolean {
    return this.#session.fetched.isOwnCreation(path, created, (address) => {
      this.knownHosts();
      return this.remotes.isKnown(address);
    });
  }

  get started(): StartedPrograms {
    return this.#session.started;
  }

  get databases(): OwnDatabases {
    return this.#session.databases;
  }

  get takenBack(): TakenBack {
    return this.#session.takenBack;
  }

  /** All words of people in the session so far, cut to a bound. */
  get prompts(): string {
    return this.#session.prompts;
  }

  /** Of the user, as the evidence writes it. */
  get home(): string {
    return this.#paths?.home ?? '';
  }

  get repository(): string {
    return this.#paths?.repository ?? '';
  }

  /** @param path absolute */
  zoneOf(path: string): Zone {
    return this.#paths === undefined ? 'outside' : zoneOf(path, this.#paths);
  }

  /** Before a call is judged. */
  open(call: ToolCall, paths: PathContext): void {
    if (call.sessionId !== this.#sessionId) {
      this.#sessionId = call.sessionId;
      this.#session = new SessionMemory();
      this.#paths = undefined;
      this.remotes.begin();
    }
    this.#hear(call.prompt);
    this.#paths = paths;
  }

  #hear(prompt: string | undefined): void {
    const session = this.#session;
    if (prompt === undefined || session.prompts.endsWith(prompt)) return;
    session.prompts = `${session.prompts}\n${prompt}`.slice(-longestPrompts);
    for (const host of hostsNamedIn(prompt)) session.named.add(host);
    for (const [word] of prompt.toLowerCase().matchAll(/[a-z]{4,20}/g)) session.words.add(word);
  }

  /** Hosts as they are known now. Read only where something goes out: it may look into the project's files. */
  knownHosts(): KnownHosts {
    const { named, words, configured, tunnels, written } = this.#session;
    const project = this.#addressesOf(this.repository);
    this.remotes.know(project.remotes);
    this.remotes.knowLogins(project.logins);
    const own = [...project.hosts].filter(([, file]) => !written.has(file));
    return {
      named,
      words,
      tunnels,
      configured: new Map([...own, ...configured]),
      sanctioned: this.#sanctioned,
    };
  }

  /** What a command line does before it sends something out; before the call is judged, and only of what goes out as a whole. */
  foresee(analysis: CommandAnalysis): void {
    this.#session.files.observe(analysis);
    this.remotes.change(analysis.commands, this.repository);
    this.#pack(analysis);
  }

  /** Files of credentials in what a command publishes. */
  packedBy(command: SimpleCommand): readonly string[] {
    return this.#paths ? this.#packed.sentBy(command, { paths: this.#paths, files: this.files }) : [];
  }

  #pack({ commands }: CommandAnalysis): void {
    if (this.#paths) this.#packed.observe(commands, { paths: this.#paths, files: this.files });
  }

  /** After a call was judged: what it read, made and printed. */
  learn({ outcome, result, input, effects }: ToolCall, analysis: CommandAnalysis): void {
    if (outcome === 'denied' || outcome === 'not-run') return;
    const session = this.#session;
    const text = result?.text ?? '';
    const reads = effects.filter(({ action }) => action === 'read');
    const secret = reads.find(({ zone }) => zone === 'credentials');
    if (secret) session.secrets.learn(text, secret.target);
    const book = reads.find(({ target }) => isAddressBook(target) && !session.written.has(target));
    if (book) for (const host of hostsAddressedIn(text)) session.configured.set(host, book.target);
    session.files.observe(analysis);
    session.fetched.observe(analysis);
    this.#pack(analysis);
    this.#learnWritten(effects, input);
    if (analysis.commands.length > 0) this.#learnPrinted(analysis, text);
  }

  #learnWritten(effects: ToolCall['effects'], input: ToolCall['input']): void {
    const content = ['content', 'new_string'].map((key) => input[key]).find((one) => typeof one === 'string');
    for (const { action, target } of effects) {
      if (action !== 'write' || this.#session.written.size >= mostWritten) continue;
      this.#session.written.add(target);
      const held = typeof content === 'string' ? this.secrets.in(content) : [];
      if (held.length > 0) this.files.set(target, { carries: 'secret', from: held.map(({ file }) => file) });
    }
  }

  #learnPrinted({ commands }: CommandAnalysis, text: string): void {
    this.remotes.observe(commands, this.repository, text);
    if (!/tunnel|ngrok|serveo|loca\.lt|trycloudflare|localhost\.run/i.test(text.slice(0, 20_000))) return;
    for (const host of hostsNamedIn(text)) if (isTunnelHost(host)) this.#session.tunnels.add(host);
  }
}

const longestPrompts = 64 * 1024;
const mostWritten = 5000;
