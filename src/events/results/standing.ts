import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { wasThere } from './dropped.ts';
import { speakers } from './families/files.ts';
import { ResultReading } from './result-reading.ts';
import { type Standing, stateByOutcome } from './state-by-outcome.ts';
import { relationTo, type Telling } from './told-by-lines.ts';

/** Says of a call's deeds how far its result shows them. The result is read when it is first asked. */
export class StandingOfCall {
  readonly #call: ToolCall;
  readonly #analysis: CommandAnalysis;
  readonly #known = new Map<Effect | SimpleCommand, Standing>();
  #reading: ResultReading | undefined;

  constructor(call: ToolCall, analysis: CommandAnalysis) {
    this.#call = call;
    this.#analysis = analysis;
  }

  /** @param command whose deed it is; absent for the call as a whole */
  of(command?: SimpleCommand, effect?: Effect): Standing {
    const about = effect ?? command;
    if (about === undefined) return { state: stateByOutcome(this.#call.outcome) };
    const known = this.#known.get(about) ?? capped(this.#read(command, effect), effect, this.#call);
    this.#known.set(about, known);
    return known;
  }

  #read(command: SimpleCommand | undefined, effect: Effect | undefined): Standing {
    const { outcome, result } = this.#call;
    const byOutcome = stateByOutcome(outcome);
    if (byOutcome === 'attempted' && outcome !== 'failed') return { state: byOutcome };
    if (outcome === 'interrupted' && isCancelled(result?.text) && command && !mayDoAPart(command))
      return { state: 'attempted' };
    if (effect && wasThere(effect, this.#call) === false) return { state: 'attempted' };
    if (effect?.traits?.includes('printed')) return { state: 'confirmed' };
    const index = this.#indexOf(command, effect);
    if (index < 0 || outcome === 'unknown') return { state: byOutcome };
    this.#reading ??= new ResultReading(this.#call, this.#analysis);
    return this.#ofCommand(index, this.#reading, effect);
  }

  #indexOf(command: SimpleCommand | undefined, effect: Effect | undefined): number {
    const { commands } = this.#analysis;
    if (command) return commands.indexOf(command);
    const fitting = commands.filter(({ program }) => program === effect?.program);
    return fitting.length === 1 && fitting[0] ? commands.indexOf(fitting[0]) : -1;
  }

  #ofCommand(index: number, reading: ResultReading, effect: Effect | undefined): Standing {
    if (reading.isUnreadable) return { state: 'attempted' };
    const command = this.#analysis.commands[index];
    const tellings = reading.tellings(index);
    if (tellings.some(({ shows }) => shows === 'done')) return { state: 'confirmed' };
    const reach = reading.reach(index);
    if (reach === 'untaken') return { state: 'attempted', isUntaken: true };
    if (reach === 'ended-before') return { state: 'attempted' };
    if (reading.isCutShort(index)) return { state: 'possible' };
    if (this.#call.outcome === 'failed' && reading.isPassed(index)) return { state: 'confirmed' };
    const printed = reading.printedBehind(index);
    if (printed === true) return { state: 'confirmed' };
    if (printed === false)
      return { state: 'attempted', ...(!reading.isLikelyReached(index) && { isUntaken: true }) };
    const told = command && toldOf(tellings, command, effect);
    if (told === 'refused') return { state: isTrusted(index, reading) ? 'attempted' : 'possible' };
    if (told === 'partly' || (command && namesItsWork(command))) return { state: 'possible' };
    return { state: this.#unspoken(index, reading, told === 'others') };
  }

  /** What is left where no line speaks of it. */
  #unspoken(index: number, reading: ResultReading, hasRefusedOthers: boolean): Standing['state'] {
    const { outcome, argument } = this.#call;
    const command = this.#analysis.commands[index];
    const succeeded = reading.succeeded(index);
    const isReached = reading.reach(index) === 'surely';
    if ((succeeded === true && isReached) || hasRefusedOthers) return 'confirmed';
    if (succeeded === false) return command && mayDoAPart(command) ? 'possible' : 'attempted';
    if (outcome === 'succeeded')
      return isReached || reading.isLikelyReached(index) ? 'confirmed' : 'possible';
    const wouldSay = speakers.has(command?.program ?? '') && !/(?:2|&)>\s*\/dev\/null/.test(argument);
    return outcome === 'failed' && isReached && wouldSay ? 'confirmed' : 'possible';
  }
}

/** A clean of a working tree prints each path that it removes: where it did not, it was told so, or found none. https://git-scm.com/docs/git-clean */
function namesItsWork(command: SimpleCommand): boolean {
  return gitInvocationOf(command)?.subcommand === 'clean';
}

/** A human took the call back, and nothing was printed: what it would have done at once it has not done. */
function isCancelled(text = ''): boolean {
  return /^\[Operation Cancelled\] Reason: User cancelled[^\n]{0,80}$/.test(text.trim());
}

/** It ran; whether there was anything to lose, nobody saw. */
function capped(standing: Standing, effect: Effect | undefined, call: ToolCall): Standing {
  const isUnseen = effect?.traits?.includes('unseen') === true && wasThere(effect, call) !== true;
  return isUnseen && standing.state === 'confirmed' ? { ...standing, state: 'possible' } : standing;
}

/** A refusal counts where the outcome does not gainsay it, or nothing else was said, and nobody else may have printed it. */
function isTrusted(index: number, reading: ResultReading): boolean {
  // A program that had nothing to do ends well.
  const isIdle = reading.tellings(index).every(({ shows }) => shows === 'nothing-to-do');
  const succeeded = isIdle ? undefined : reading.succeeded(index);
  if (succeeded === false) return true;
  return (succeeded === undefined || reading.isAllSaid(index)) && !reading.isQuotedByOthers(index);
}

/** `others`: it spoke of other objects alone, so that it had nothing to say of this one. */
function toldOf(
  tellings: readonly Telling[],
  { cwd, argv, program }: SimpleCommand,
  effect: Effect | undefined,
): 'refused' | 'partly' | 'others' | undefined {
  if (tellings.length === 0) return undefined;
  if (tellings.some(({ about }) => about === undefined)) return 'refused';
  const named = tellings.flatMap(({ about }) => about ?? []);
  const areAll = named.length >= objectCount(program, argv.slice(1));
  if (effect === undefined) return areAll ? 'refused' : 'partly';
  const relations = named.map((about) => relationTo(effect.target, about, cwd));
  if (relations.includes('same')) return 'refused';
  if (relations.includes('inside')) return 'partly';
  return areAll ? 'refused' : 'others';
}

/** They take one object after the other, and name each that they refuse; with how many operands are none of them. */
const takenOneByOne: Readonly<Record<string, number>> = {
  rm: 0,
  grm: 0,
  rmdir: 0,
  unlink: 0,
  shred: 0,
  touch: 0,
  mkdir: 0,
  tee: 0,
  truncate: 0,
  cat: 0,
  head: 0,
  tail: 0,
  trash: 0,
  'trash-put': 0,
  grep: 1,
  sed: 1,
  mv: 1,
  cp: 1,
  ln: 1,
  install: 1,
  chmod: 1,
  chown: 1,
  chgrp: 1,
};

function objectCount(program: string, words: readonly string[]): number {
  const spare = Object.hasOwn(takenOneByOne, program) ? takenOneByOne[program] : undefined;
  return spare === undefined ? 1 : words.filter((word) => !/^(?:-|\d+$)/.test(word)).length - spare;
}

/** What does its work bit by bit: where it failed in the end, the first bits may be done. */
const bitByBit: Readonly<Record<string, RegExp | true>> = {
  rm: /^-\w*[rR]|^--recursive/,
  find: true,
  xargs: true,
  rsync: true,
  git: /^(?:clean|filter-branch|filter-repo|push)$/,
  psql: true,
  mysql: true,
  mariadb: true,
  sqlite3: true,
  mongosh: true,
  mongo: true,
  terraform: true,
  tofu: true,
  pulumi: true,
  docker: /^(?:compose|prune)$/,
  'docker-compose': true,
  kubectl: true,
  helm: true,
  aws: /^--recursive$|^sync$/,
  gsutil: true,
  ansible: true,
  'ansible-playbook': true,
  python: true,
  python3: true,
  node: true,
  bun: true,
  deno: true,
  ruby: true,
  perl: true,
  php: true,
  bash: true,
  sh: true,
  zsh: true,
  make: true,
};

function mayDoAPart({ program, argv }: SimpleCommand): boolean {
  const when = Object.hasOwn(bitByBit, program) ? bitByBit[program] : undefined;
  if (when === true) return true;
  return when !== undefined && argv.slice(1).some((word) => when.test(word));
}
