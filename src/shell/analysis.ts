import type { CommandAnalysis, SimpleCommand } from './command-analysis.ts';
import type { Action, Certainty, Effect, Trait, Zone } from './effect.ts';
import { databaseOf } from './named-creations.ts';
import type { PathContext } from './path-context.ts';
import { isOwnCreation, isWithin, segmentsOf } from './paths.ts';
import { type ProblemKind, ProblemList } from './problem.ts';
import type { Scope } from './scope.ts';
import type { Step } from './steps.ts';
import { joinOrigins, type Stream, textStream, unknownStream } from './stream.ts';
import { zoneOf } from './zone.ts';

/** More commands than this are not followed: loops and functions can multiply without end. */
const mostCommands = 2000;
const mostEffects = 4000;
/** Statements and turns of loops, with or without a command in them. */
const mostSteps = 20_000;
/** Characters of source over all levels: code that runs code that it doubles grows without end. */
const mostSource = 192 * 1024;

/** Places whose change weighs even where the same line created the file. */
const weightyZones: ReadonlySet<Zone> = new Set([
  'credentials',
  'persistence',
  'agent-config',
  'path-binaries',
  'system',
]);
const certainties: readonly Certainty[] = ['certain', 'likely', 'possible'];

/** Of an effect, with those of what surrounds it; sorted. */
function traitsIn(scope: Scope, own: readonly Trait[]): readonly Trait[] {
  const { traits: around = [], user, remote } = scope;
  if (own.length + around.length === 0 && user === undefined && remote === undefined) return own;
  const all = new Set([...own, ...around]);
  if (user !== undefined) all.add('privileged');
  if (remote !== undefined) all.add('remote');
  return [...all].sort();
}

/** What one command line was found to do, while it is walked through. */
export class Analysis {
  readonly context: PathContext;
  readonly #commands: SimpleCommand[] = [];
  readonly #effects = new Map<string, Effect>();
  readonly #problems = new ProblemList();
  readonly #files = new Map<string, Stream>();
  readonly #created = new Set<string>();
  readonly #links = new Map<string, string>();
  #ending: readonly Step[] | undefined;
  #begun = 0;
  #hasPipes = false;
  #isSecondLook = false;
  #steps = 0;
  #source = 0;

  constructor(context: PathContext) {
    this.context = context;
  }

  /** Counts one more command; false where the bound is reached. */
  begin(): boolean {
    this.#begun += 1;
    if (this.#begun <= mostCommands && this.#effects.size < mostEffects) return true;
    this.problem('too-deep');
    return false;
  }

  /** Counts one more statement or turn; false where the bound is reached. */
  step(): boolean {
    this.#steps += 1;
    if (this.#steps <= mostSteps) return true;
    this.problem('too-deep');
    return false;
  }

  /** Takes source to be read; false where the bound is reached. */
  takeSource(length: number): boolean {
    this.#source += length;
    if (this.#source <= mostSource) return true;
    this.problem('too-deep');
    return false;
  }

  /** @param what the words that were not understood */
  problem(kind: ProblemKind, what?: string): void {
    this.#problems.add(kind, what);
  }

  command(command: SimpleCommand): void {
    if (!this.#isSecondLook) this.#commands.push(command);
  }

  /** How many there are so far: the place of the next one. */
  get commandCount(): number {
    return this.#commands.length;
  }

  /** The words of the last command so far of one of these programs. */
  lastOf(programs: RegExp): readonly string[] | undefined {
    return this.#commands.findLast(({ program }) => programs.test(program))?.argv;
  }

  /** The last list of a script on the outermost level; the line ends as the last of them does. */
  ending(steps: readonly Step[]): void {
    if (!this.#isSecondLook) this.#ending = steps;
  }

  effect(scope: Scope, effect: Effect): Effect {
    const { action, target, zone, program } = effect;
    const traits = this.#withOwn(action, target, traitsIn(scope, effect.traits ?? []));
    const weaker = Math.max(certainties.indexOf(effect.certainty), certainties.indexOf(scope.certainty));
    const full = { action, target, zone, certainty: certainties[weaker] ?? 'possible', program };
    const complete: Effect = traits.length > 0 ? { ...full, traits } : full;
    const key = `${action}\n${target}\n${program}\n${traits.join()}`;
    const known = this.#effects.get(key);
    if (!known || certainties.indexOf(known.certainty) > weaker) this.#effects.set(key, complete);
    return complete;
  }

  /** What the session made in a database is its own, too. */
  #withOwn(action: Action, target: string, traits: readonly Trait[]): readonly Trait[] {
    const name = databaseOf({ action, target, traits });
    if (name === undefined) return traits;
    if (action === 'write') this.#created.add(name);
    const isOwn =
      action === 'delete' && (this.#created.has(name) || this.context.created?.has(name) === true);
    return isOwn ? [...traits, 'own-creation' as const].sort() : traits;
  }

  /** The text of some files is known. */
  get knowsFiles(): boolean {
    return this.#files.size > 0 || this.context.contentOf !== undefined;
  }

  /** What a file holds: as this line wrote it, else as the session knew it. */
  contentOf(path: string): Stream {
    const written = this.#files.get(path);
    if (written) return written;
    const text = this.context.contentOf?.(path) ?? this.context.leftBefore?.(path)?.text;
    return this.#below(path, text === undefined ? unknownStream : textStream(text));
  }

  /** The same for a file that is run: where a session wrote it and its text is not held, that is said. */
  codeIn(path: string): Stream {
    const content = this.contentOf(path);
    if (content.text === undefined && !this.#files.has(path) && this.context.leftBefore?.(path))
      this.problem('code-not-held', path);
    return content;
  }

  /** Whether the text is that of another session: others may have changed the file since. */
  isLeftBefore(path: string): boolean {
    return !this.#files.has(path) && this.context.leftBefore?.(path) !== undefined;
  }

  /** An archive of a folder holds what the files in it hold. */
  #below(path: string, stream: Stream): Stream {
    if (this.#files.size === 0) return stream;
    const folder = segmentsOf(path);
    const inside = [...this.#files].filter(([file]) => isWithin(segmentsOf(file), folder));
    if (inside.length === 0) return stream;
    const secret: readonly Stream[] = inside.some(([file]) => zoneOf(file, this.context) === 'credentials')
      ? [{ origins: ['from-secret'] }]
      : [];
    return { ...stream, origins: joinOrigins([stream, ...secret, ...inside.map(([, content]) => content)]) };
  }

  /** What is written into a pipe may be read further up: the line is looked at a second time. */
  pipe(path: string): void {
    this.#hasPipes = true;
    this.created(path);
  }

  /** What a pipe holds that was there before: see {@link pipe}. */
  contentOfPipe(path: string): Stream {
    this.#hasPipes = true;
    return this.contentOf(path);
  }

  get hasPipes(): boolean {
    return this.#hasPipes;
  }

  /** From now on only effects are new; every command has been told. */
  lookAgain(): void {
    this.#isSecondLook = true;
    this.#begun = 0;
  }

  /** A link that this line made leads to another place. */
  link(path: string, target: string): void {
    if (this.#links.size < 100) this.#links.set(path, target);
  }

  realPath(path: string): string {
    if (this.#links.size === 0) return path;
    for (const [link, target] of this.#links) {
      if (path === link || path.startsWith(`${link}/`)) return target + path.slice(link.length);
    }
    return path;
  }

  /** Records what a file now holds. */
  setContent(path: string, stream: Stream): void {
    if (this.#files.size < 500) this.#files.set(path, stream);
  }

  created(path: string): void {
    if (!weightyZones.has(zoneOf(path, this.context))) this.#created.add(path);
  }

  isOwn(path: string): boolean {
    return isOwnCreation(path, this.context.created) || isOwnCreation(path, this.#created);
  }

  #contents(): ReadonlyMap<string, string> {
    const known = new Map<string, string>();
    for (const [path, { text }] of this.#files) if (text !== undefined) known.set(path, text);
    return known;
  }

  finish(): CommandAnalysis {
    return {
      commands: this.#commands,
      effects: [...this.#effects.values()],
      problems: this.#problems.all(),
      contents: this.#contents(),
      created: this.#created,
      ...(this.#ending && { ending: this.#ending }),
    };
  }
}
