import type { Analysis } from './analysis.ts';
import type { ArgumentSyntax } from './argument-syntax.ts';
import { type Arguments, canonicalOption, readArguments } from './arguments.ts';
import type { Action, Certainty, Effect, Trait, Zone } from './effect.ts';
import type { Field } from './field.ts';
import { certaintyOf, hasTree, placeOf, startsUnknown } from './field-place.ts';
import { isLocalTarget } from './hosts.ts';
import type { Machine } from './machine.ts';
import { isSetAside, losesByMoving } from './moved-away.ts';
import { isWithin, segmentsOf } from './paths.ts';
import { descriptorOf, type Endpoint, forkScope, type Scope } from './scope.ts';
import { fromSocket, joinOrigins, type Origin, type Stream, textStream, unknownStream } from './stream.ts';
import { zoneOf } from './zone.ts';
import { recordFolders } from './zones/agent-records.ts';
import { comesBack, deletedPlace, isRegenerable } from './zones/regenerable.ts';

export interface EmitOptions {
  readonly zone?: Zone;
  readonly certainty?: Certainty;
  readonly traits?: readonly Trait[];
  /** What flows into the target. */
  readonly origins?: readonly Origin[];
  /** The file was there before: changed in place, appended to. */
  readonly changes?: boolean;
  /** A container does it, on the host. */
  readonly isOnHost?: boolean;
  /** It takes only what was there some time before: nothing of it is known to be the session's own. */
  readonly isOld?: boolean;
}

/** Devices without content, the program's own streams, and the empty word, which names nothing. */
const nowhere =
  /^(?:|-|&\d+|\/dev\/(?:null|std(?:in|out|err)|tty|zero|full|u?random|ptmx|fd\/\d+)|nul|con)$/i;
const rawDevice =
  /^\/dev\/(?:(?:sd|hd|vd|xvd|nvme|mmcblk|disk|rdisk|loop|dm-|md|pmem|dax|ada|da\d|sr|nbd)[\w.-]*[*?]?|mapper\/.+|mem|kmem|port)$/;

/** Git's own files: what another program writes there, git cannot undo. */
const gitInternals = /\.git\/(?:objects|refs|logs|packed-refs|HEAD|index)(?:\/|$)/;

/** What the system or the login needs where it lies. */
const weighty: ReadonlySet<Zone> = new Set(['system', 'credentials', 'path-binaries', 'persistence']);

const noTraits: readonly Trait[] = [];

/** One program with its arguments, as the registry's entries see it. */
export class Call {
  readonly program: string;
  readonly argv: readonly Field[];
  readonly scope: Scope;
  readonly machine: Machine;
  readonly effects: Effect[];
  readonly #syntax: ArgumentSyntax;
  readonly arguments: Arguments;
  /** Traits that options gave to everything that the call does: recursive, forced. */
  readonly traits: readonly Trait[];

  /** @param fields the arguments that this entry is about: all but the program, or what follows a subcommand */
  constructor(base: CallBase, syntax: ArgumentSyntax, fields: readonly Field[]) {
    this.program = base.program;
    this.argv = base.argv;
    this.scope = base.scope;
    this.machine = base.machine;
    this.effects = base.effects;
    this.#syntax = syntax;
    this.arguments = readArguments(syntax, fields);
    const own = this.arguments.options.flatMap(({ meaning }) =>
      meaning === 'recursive' || meaning === 'forced' || meaning === 'irreversible' ? [meaning] : [],
    );
    this.traits = [...new Set([...(base.traits ?? []), ...own])];
  }

  get analysis(): Analysis {
    return this.machine.analysis;
  }

  get operands(): readonly Field[] {
    return this.arguments.operands;
  }

  /** Something is fed to it: a pipe, a file, a here-document. */
  get isFed(): boolean {
    const { stdin, pipedFrom } = this.scope;
    return pipedFrom !== undefined || stdin.origins.length > 0 || (stdin.text ?? 'unknown') !== '';
  }

  get stdin(): Stream {
    return this.scope.stdin;
  }

  has(option: string): boolean {
    const name = canonicalOption(this.#syntax, option);
    return this.arguments.options.some((given) => given.name === name);
  }

  value(option: string): Field | undefined {
    return this.values(option).at(-1);
  }

  values(option: string): readonly Field[] {
    const name = canonicalOption(this.#syntax, option);
    return this.arguments.options.flatMap((given) =>
      given.name === name && given.value ? [given.value] : [],
    );
  }

  operand(index: number): string {
    return this.operands.at(index)?.text ?? '';
  }

  /** Records an effect whose target is no path. */
  emit(action: Action, target: string, options: EmitOptions = {}): void {
    const { zone = 'outside', certainty = 'certain', traits = [], origins = [] } = options;
    const isPlain = this.traits.length + traits.length + origins.length === 0;
    const all = isPlain ? noTraits : [...new Set([...this.traits, ...traits, ...origins])];
    const effect = { action, target, zone, certainty, program: this.program, traits: all };
    const around = options.isOnHost ? leftContainer(this.scope) : this.scope;
    if (around.isThrownAway && around.remote !== undefined && !leavesContainer.has(action)) return;
    this.effects.push(this.analysis.effect(around, effect));
  }

  /** Records that it talks to a host or URL. */
  network(
    action: 'connect' | 'download' | 'upload' | 'publish' | 'delete' | 'read' | 'write',
    target: string,
    options: EmitOptions = {},
  ): void {
    const traits: readonly Trait[] = isLocalTarget(target) ? ['local-host'] : [];
    this.emit(action, target, { ...options, traits: [...(options.traits ?? []), ...traits] });
  }

  resolve(field: Field): string {
    return placeOf(field, this.scope, this.analysis).path;
  }

  read(field: Field, options: EmitOptions = {}): Stream {
    const path = this.resolve(field);
    const descriptor = descriptorOf(path);
    if (descriptor !== undefined) return this.#descriptor(field, descriptor);
    if (nowhere.test(field.text))
      return field.text === '-' || path === '/dev/stdin' ? this.stdin : unknownStream;
    const zone = this.#zone(field, path);
    const content = this.analysis.contentOf(path);
    this.#onPath('read', field, { zone, origins: content.origins, ...options });
    const secret: readonly Origin[] =
      zone === 'credentials' || this.#holdsStores(path) ? ['from-secret'] : [];
    return { ...content, origins: [...new Set([...content.origins, ...field.origins, ...secret])] };
  }

  /**
   * A whole home, or what is above it, holds every credential store of the user; the folder of an agent holds its login,
   * and all that its sessions ever saw.
   */
  #holdsStores(path: string): boolean {
    const [home, segments] = [segmentsOf(this.analysis.context.home), segmentsOf(path)];
    if (isWithin(home, segments)) return true;
    return isWithin(segments, home) && recordFolders.includes(segments.slice(home.length).join('/'));
  }

  /** What a file holds, without a read that would count. */
  look(field: Field): Stream {
    const path = this.resolve(field);
    const content = this.analysis.contentOf(path);
    const secret: readonly Origin[] = this.#zone(field, path) === 'credentials' ? ['from-secret'] : [];
    return { ...content, origins: [...new Set([...content.origins, ...field.origins, ...secret])] };
  }

  makeFolder(field: Field): void {
    const path = this.resolve(field);
    this.#onPath('write', field, {});
    this.analysis.created(path);
  }

  /** Rights and the like: what the file holds stays. */
  configure(field: Field, options: EmitOptions = {}): void {
    this.#onPath('configure', field, options);
  }

  /** A file that goes elsewhere is no loss by itself; a whole system tree is, and what goes where nothing lasts. */
  moveAway(field: Field, to: Field | 'trash'): void {
    const zone = this.zone(field);
    if (to !== 'trash' && isSetAside(this.resolve(field), this.resolve(to))) return;
    if (weighty.has(zone)) this.#onPath('delete', field, { zone, traits: ['recursive'] });
    else if (this.#isLostAt(field, to)) this.#onPath('delete', field, { zone, traits: ['moved'] });
  }

  #isLostAt(field: Field, to: Field | 'trash'): boolean {
    if (startsUnknown(field) || (to !== 'trash' && startsUnknown(to))) return false;
    const move = { path: this.resolve(field), to: to === 'trash' ? to : this.resolve(to) };
    return losesByMoving(move, this.analysis.context);
  }

  /** The environment of an agent holds its tokens; printing it is harmless until it is sent. */
  printsEnvironment(): Stream {
    return { origins: ['from-secret'] };
  }

  write(field: Field, content: Stream = unknownStream, options: EmitOptions = {}): void {
    const path = this.resolve(field);
    const endpoint = this.scope.descriptors.get(descriptorOf(path) ?? '');
    if (endpoint) this.sendTo(endpoint, content);
    if (endpoint || nowhere.test(field.text)) return;
    const traits: Trait[] = [...(options.traits ?? [])];
    if (rawDevice.test(path) || gitInternals.test(path)) traits.push('irreversible');
    this.#onPath('write', field, { origins: content.origins, ...options, traits });
    this.analysis.setContent(path, content);
    if (!options.changes) this.analysis.created(path);
  }

  /** Sends output through an open descriptor. */
  sendTo(endpoint: Endpoint, content: Stream): void {
    const { origins, text } = content;
    if (endpoint.kind === 'host') this.network('upload', endpoint.host, { origins });
    else if (endpoint.kind === 'file') this.analysis.setContent(endpoint.path, content);
    else if (endpoint.kind === 'process' && (origins.length > 0 || text)) {
      this.machine.runScript(endpoint.body, forkScope(this.scope, { stdin: content }));
    }
  }

  delete(field: Field, options: EmitOptions = {}): void {
    if (field.text === '') return;
    const path = this.resolve(field);
    const zone = this.#zone(field, path);
    const isOwn = options.isOld !== true && this.analysis.isOwn(path);
    const segments = segmentsOf(path);
    const place = deletedPlace(path, zone, this.analysis.context);
    const keeps = comesBack(place) || isOwn || startsUnknown(field);
    const isHistory = segments.some((segment) => segment.endsWith('.git')) && !path.endsWith('.lock');
    const traits: Trait[] = keeps && !isHistory ? [] : ['irreversible'];
    if (/\/\*\*$|^\*\*$/.test(field.text)) traits.push('forced');
    if (isRegenerable(place)) traits.push('regenerable');
    this.#onPath('delete', field, { zone, ...options, traits: [...(options.traits ?? []), ...traits] });
  }

  /** Whether tools make again by themselves what lies there. */
  isRegenerable(field: Field): boolean {
    const place = deletedPlace(this.resolve(field), this.zone(field), this.analysis.context);
    return !startsUnknown(field) && isRegenerable(place);
  }

  /** Runs another program with this one around it. */
  run(fields: readonly Field[], changes: Partial<Scope> = {}): Stream {
    const wrappers = [...this.scope.wrappers, this.program];
    return this.machine.runProgram(fields, forkScope(this.scope, { wrappers, ...changes }));
  }

  /** Runs another program as the shell itself would: what it changes in the shell stays. */
  runHere(fields: readonly Field[]): Stream {
    const inner: Scope = { ...this.scope, wrappers: [...this.scope.wrappers, this.program] };
    const output = this.machine.runProgram(fields, inner);
    this.scope.cwd = inner.cwd;
    return output;
  }

  /** Runs shell source with this program around it. */
  runSource(source: Field, changes: Partial<Scope> = {}): Stream {
    const wrappers = [...this.scope.wrappers, this.program];
    return this.machine.runSource(source.text, forkScope(this.scope, { wrappers, ...changes }));
  }

  /** What comes out of a program that passes on what it reads. */
  passOn(...streams: readonly Stream[]): Stream {
    return { origins: joinOrigins([this.stdin, ...streams]) };
  }

  text(text: string, origins: readonly Origin[] = []): Stream {
    return textStream(text, origins);
  }

  #descriptor(field: Field, descriptor: string): Stream {
    const endpoint = this.scope.descriptors.get(descriptor);
    if (endpoint?.kind === 'stream') return endpoint.stream;
    if (endpoint?.kind === 'host') return fromSocket;
    return descriptor === '0' ? this.stdin : { origins: field.origins };
  }

  /** Where the file lies. */
  zone(field: Field): Zone {
    return this.#zone(field, this.resolve(field));
  }

  #zone(field: Field, path: string): Zone {
    return startsUnknown(field) ? 'outside' : zoneOf(path, this.analysis.context);
  }

  #onPath(action: Action, field: Field, options: EmitOptions): void {
    const place = placeOf(field, this.scope, this.analysis);
    const isInside = place.inside !== undefined && action !== 'read' && action !== 'execute';
    const path = isInside ? place.inside : place.path;
    const isOnHost = place.isOnHost && !isInside;
    const zone = (isInside ? undefined : options.zone) ?? this.#zone(field, path);
    const certainty = options.certainty ?? certaintyOf(field);
    const traits: Trait[] = [...(options.traits ?? [])];
    if (options.isOld !== true && this.analysis.isOwn(path)) traits.push('own-creation');
    if (hasTree(field)) traits.push('recursive');
    this.emit(action, path, { ...options, zone, certainty, traits, isOnHost });
  }
}

export interface CallBase {
  readonly program: string;
  readonly argv: readonly Field[];
  readonly scope: Scope;
  readonly machine: Machine;
  readonly effects: Effect[];
  readonly traits?: readonly Trait[];
}

/** What is more than a change in a container. */
const leavesContainer: ReadonlySet<Action> = new Set(['connect', 'download', 'upload', 'publish']);

/** What happens in a mounted folder happens on this machine. */
function leftContainer({ remote: _, ...scope }: Scope): Scope {
  return scope;
}
