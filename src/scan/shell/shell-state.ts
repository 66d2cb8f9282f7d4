import type { Word } from '../../shell/syntax.ts';
import { argvRoutes } from '../argv-routes.ts';
import type { Guard } from '../guard.ts';
import { environmentWith, type GuardEnvironment, guardIn, withVariable } from '../guard-environment.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import type { Site } from '../site.ts';
import { KeptWords } from './kept-words.ts';
import { NamedCommands } from './named-commands.ts';
import type { Frame, ShellText } from './shell-text.ts';

/** How a string counts that may be a script. */
interface StringUse {
  readonly kind?: Site['kind'];
  /** It is run as a script, so that it need not name the agent to count. */
  readonly runs?: boolean;
  /** Extension of the language in which it is written; a shell's where absent. */
  readonly language?: string | undefined;
}

/** What is known of a script while it is walked through, and what was found. */
export class ShellState {
  readonly text: ShellText;
  readonly sites: Site[] = [];
  /** Of the script's own variables, last assignment first. */
  readonly values = new Map<string, string>();
  /** What variables have that no branch sets. */
  readonly #defaults = new Map<string, string>();
  readonly kept = new KeptWords();
  readonly named = new NamedCommands();
  /** Of the shell that runs the script, as it stands at this place. */
  environment: GuardEnvironment;
  /** `set -a`: what is set is exported. */
  exportsAll = false;
  /** The script starts a container that reaches the host, so that its images may as well. */
  startsPrivileged = false;
  readonly #written = new Set<Site>();
  /** Values of a test, by the name of their variable: they count once they are run. */
  readonly #heldBack = new Map<string, { readonly word: Word; readonly frame: Frame }>();
  readonly #scan: (text: ShellText) => readonly Site[];

  /** @param scan what reads a script inside this one */
  constructor(text: ShellText, scan: (text: ShellText) => readonly Site[]) {
    this.text = text;
    this.environment = environmentWith(text.surroundings.guard);
    this.#scan = scan;
  }

  /** Of a program that is started at this place. */
  get guard(): Guard {
    return guardIn(this.environment);
  }

  /** A frame in which what was exported so far counts. */
  guarded(frame: Frame): Frame {
    return { ...frame, surroundings: { ...frame.surroundings, guard: this.guard } };
  }

  add(site: Pick<Site, 'route' | 'kind' | 'agent' | 'ceiling'>, word: Word, { surroundings }: Frame): void {
    const line = this.lineOf(word);
    this.sites.push({ ...site, line, from: line, to: line + newlines(word.text), surroundings });
  }

  /** A longer value is no command that anyone wrote. */
  setValue(name: string, value: string, { isConditional }: Frame): void {
    if (value.length > longestValue) return;
    this.values.set(name, value);
    if (isConditional !== true) this.#defaults.set(name, value);
  }

  /** What a variable is where no option and no branch of the script changes it; undefined where that is not known. */
  defaultOf(name: string): string | undefined {
    const given = this.#defaults.get(name);
    return given === undefined ? undefined : (/^\$\{\w+:?-([^{}]*)\}$/.exec(given)?.[1] ?? given);
  }

  /** Every route that words take, as definitions at their words. */
  define(words: readonly Word[], frame: Frame): void {
    for (const { index, ...match } of argvRoutes(words.map(({ value }) => value))) {
      const word = words[index];
      if (word) this.add({ ...match, kind: 'definition' }, word, frame);
    }
  }

  /** `${NAME:=value}`: where it is not set yet. */
  setDefault(name: string, value: string): void {
    if (this.environment.has(name)) return;
    this.environment = withVariable(this.environment, name, { value, exported: false });
  }

  /** A word that is a script of its own: `bash -c '…'`, `tmux send-keys '…'`, `run_in_vm "…"`. */
  commandString(word: Word, frame: Frame, { kind, runs = false, language }: StringUse = {}): void {
    if (!/\s/.test(word.value) || !mayTakeRoute(word.value)) return;
    if (this.text.test && !runs) return;
    const line = this.lineOf(word);
    const found =
      language === undefined
        ? this.nested(word.value, { line, frame, mustNameAgent: !runs })
        : this.text.written(`string.${language}`, word.value, line, frame.surroundings);
    // A line that goes on behind a backslash is one line of the script inside, and several of the file.
    const goesOn = newlines(word.text) > newlines(word.value) && newlines(word.value) === 0;
    const to = line + newlines(word.text);
    for (const site of found) {
      this.sites.push({ ...site, ...(kind && { kind }), ...(goesOn && { from: line, to }) });
    }
  }

  /** What a test keeps in a variable may be what it expects: it counts where the test runs it. */
  holdBack(name: string, word: Word, frame: Frame): void {
    if (mayTakeRoute(word.value)) this.#heldBack.set(name, { word, frame: this.guarded(frame) });
    else this.#heldBack.delete(name);
  }

  /** The variable is run as a script, or is the command itself. */
  runHeldBack({ pieces }: Word): void {
    const [piece] = pieces;
    const name = pieces.length === 1 && piece?.kind === 'variable' ? piece.name : undefined;
    const held = name === undefined ? undefined : this.#heldBack.get(name);
    if (!held || name === undefined) return;
    this.#heldBack.delete(name);
    this.commandString(held.word, held.frame, { kind: 'definition', runs: true });
  }

  /** Places in a file that the script writes. */
  addWritten(sites: readonly Site[]): void {
    for (const site of sites) this.#written.add(site);
    this.sites.push(...sites);
  }

  /** Every place; where the script starts a container that reaches the host, what it built may run in that one. */
  found(): Site[] {
    const placed = this.sites.map((site) => this.named.around(site));
    if (!this.startsPrivileged) return placed;
    return placed.map((site) => {
      if (!this.#written.has(site) || site.surroundings.isolation !== 'container') return site;
      return { ...site, surroundings: { ...site.surroundings, isolation: 'privileged-container' } };
    });
  }

  /** A script inside this one. */
  nested(source: string, inner: { line: number; frame: Frame; mustNameAgent: boolean }): readonly Site[] {
    return this.#scan({
      ...this.text,
      source,
      line: inner.line,
      surroundings: inner.frame.surroundings,
      mustNameAgent: inner.mustNameAgent,
      defines: this.text.defines === true && inner.frame.inFunction,
      depth: (this.text.depth ?? 0) + 1,
    });
  }

  lineOf(word: Word): number {
    return this.text.line + word.line - 1;
  }

  /** `"$HOME/.bashrc"` stays as it is; a variable that the script itself set is filled in. */
  filled(value: string): string {
    const [, name = '', otherwise] = /^\$\{(\w+):?[-=]["']?([\w./-]+)["']?\}$/.exec(value) ?? [];
    // `${MODE:-yolo}`: what the script itself set, if it did.
    if (otherwise !== undefined) return this.values.has(name) ? this.filled(`$${name}`) : value;
    return value.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => {
      const given = this.values.get(name);
      // `X="${X:-podman}"`: what it is where nobody says otherwise.
      return given === undefined ? whole : (defaultWord(given) ?? given);
    });
  }
}

/** `${NAME:-codex}`, `${NAME:-${OTHER:-codex}}` */
function defaultWord(value: string): string | undefined {
  const inner = /^\$\{\w+:?-["']?(.+?)["']?\}$/.exec(value)?.[1];
  if (inner === undefined) return undefined;
  return /^[\w./-]+$/.test(inner) ? inner : defaultWord(inner);
}

const longestValue = 16 * 1024;

export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
