import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Guard, Step } from '../../shell/steps.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type Question, questions } from './families/questions.ts';
import { type Known, knownOf, outcomeOfList } from './possible-runs.ts';
import { resultLines } from './result-lines.ts';
import { isUnforked, isUnreadable, type Telling, tellingsOf } from './told-by-lines.ts';

/** Whether a command was reached; `untaken` where a condition decided that it was not. */
export type Reach = 'surely' | 'perhaps' | 'ended-before' | 'untaken';

const refusals: ReadonlySet<Telling['shows']> = new Set(['never-started', 'refused']);

/** What the result of a call tells of its commands. Made once for a call, and only where somebody asks. */
export class ResultReading {
  readonly isUnreadable: boolean;
  readonly #call: ToolCall;
  readonly #analysis: CommandAnalysis;
  readonly #lines: readonly string[];
  readonly #tellings = new Map<number, readonly Telling[]>();
  /** Commands of one list share their guards. */
  readonly #guards = new Map<Guard, boolean | undefined>();
  #ending: readonly Known[] | undefined;
  #behind: ReadonlyMap<number, readonly SimpleCommand[]> | undefined;
  #printed: ReadonlySet<string> | undefined;

  constructor(call: ToolCall, analysis: CommandAnalysis) {
    this.#call = call;
    this.#analysis = analysis;
    this.#lines = resultLines(call.result?.text ?? '').filter((line) => !isEchoed(line, call.argument));
    this.isUnreadable =
      isUnreadable(call.argument, this.#lines) || isUnforked(analysis.commands, this.#lines);
  }

  /** What the lines say of a command. */
  tellings(index: number): readonly Telling[] {
    const known = this.#tellings.get(index);
    if (known) return known;
    const command = this.#analysis.commands[index];
    const tellings = command && this.#lines.length > 0 ? tellingsOf(command, this.#lines) : [];
    this.#tellings.set(index, tellings);
    return tellings;
  }

  /** Whether others of the call may have printed what looks like a command's own words. */
  isQuotedByOthers(index: number): boolean {
    const program = this.#analysis.commands[index]?.program;
    return this.#analysis.commands.some(
      (other) =>
        other.program !== program &&
        !other.wrappers.includes(program ?? '') &&
        !this.#analysis.commands[index]?.wrappers.includes(other.program) &&
        other.effects.some(({ action }) => quoting.has(action)),
    );
  }

  /** Whether the result holds nothing but that a command, or what was to run it, did not start. */
  isAllSaid(index: number): boolean {
    const tellings = this.tellings(index);
    const isRefusal = ({ shows, about }: Telling) => refusals.has(shows) && about === undefined;
    return tellings.length === this.#lines.length && tellings.every(isRefusal);
  }

  /**
   * Whether a script that it belongs to may have been stopped on its way, because `head` had read enough: it printed as
   * many lines as were wanted.
   */
  isCutShort(index: number): boolean {
    const { wrappers = [] } = this.#analysis.commands[index] ?? {};
    return this.#analysis.commands.some(
      ({ program, argv, pipedFrom }) =>
        program === 'head' &&
        pipedFrom !== undefined &&
        wrappers.includes(pipedFrom) &&
        this.#lines.length >= linesWanted(argv.slice(1)),
    );
  }

  /** How a command ended, as the outcome of the whole line shows it. */
  succeeded(index: number): boolean | undefined {
    const { ending = [] } = this.#analysis;
    const at = ending.findIndex(({ from, to }) => from <= index && index < to);
    const step = ending[at];
    if (!step || !this.#decides(step, index)) return undefined;
    const known = this.#known()[at]?.succeeded;
    return known !== undefined && step.isNegated ? !known : known;
  }

  reach(index: number): Reach {
    const { commands, ending = [] } = this.#analysis;
    const at = ending.findIndex(({ from, to }) => from <= index && index < to);
    const ran = this.#known()[at]?.ran;
    const { guards = [] } = commands[index] ?? {};
    let reach: Reach = 'surely';
    for (const [place, guard] of guards.entries()) {
      const isOfEnding = place === 0 && at > 0 && guard.steps.at(-1) === ending[at - 1];
      const held = isOfEnding && ran !== undefined ? ran : this.#held(guard);
      if (held === false) return this.#isBranch(guard) ? 'untaken' : 'ended-before';
      if (held === undefined) reach = 'perhaps';
    }
    return reach;
  }

  /**
   * Whether the words that its success prints are there: `rm a && echo Removed`. Where they are not, it was not reached,
   * or failed.
   */
  printedBehind(index: number): boolean | undefined {
    const { argument, outcome } = this.#call;
    const { commands } = this.#analysis;
    if (outcome === 'background' || hidesWords.test(argument.replaceAll('2>&1', ''))) return undefined;
    this.#behind ??= this.#waiting();
    const said = this.#behind.get(index)?.find((other) => this.#echoed(other) !== undefined);
    if (!said) return undefined;
    const told = this.#echoed(said);
    const words = said.argv.join(' ');
    const isSaid = ({ argv }: typeof said) => argv.length === said.argv.length && argv.join(' ') === words;
    return told === false || commands.filter(isSaid).length === 1 ? told : undefined;
  }

  /** Whether something spoke that runs only where it succeeded: `dropdb a && pg_restore -d a dump`, and an error of the latter. */
  isPassed(index: number): boolean {
    this.#behind ??= this.#waiting();
    const { commands } = this.#analysis;
    const before = commands[index]?.program;
    return (this.#behind.get(index) ?? []).some(
      (other) => (other.program !== before && this.#spoke(other)) || this.isPassed(commands.indexOf(other)),
    );
  }

  /** Whether a line begins as a program's own words do, that stands once in the call. */
  #spoke({ program }: SimpleCommand): boolean {
    const isOne = this.#analysis.commands.filter((other) => other.program === program).length === 1;
    return isOne && program.length > 1 && this.#lines.some((line) => line.startsWith(`${program}: `));
  }

  /** By command: what runs as soon as it succeeds. */
  #waiting(): ReadonlyMap<number, readonly SimpleCommand[]> {
    const behind = new Map<number, SimpleCommand[]>();
    for (const command of this.#analysis.commands) {
      for (const index of new Set(command.guards?.map((guard) => this.#endOf(guard)))) {
        if (index === undefined) continue;
        const others = behind.get(index);
        if (others) others.push(command);
        else behind.set(index, [command]);
      }
    }
    return behind;
  }

  /** The command with whose success a guard holds, where there is one. */
  #endOf({ steps, wanted }: Guard): number | undefined {
    const last = steps.at(-1);
    const isPlain = steps.every(({ connector }, at) => at === 0 || connector === 'and');
    return wanted && isPlain && last && !last.isNegated ? this.#deciding(last) : undefined;
  }

  /** Whether it hangs on nothing but work that ordinarily succeeds. */
  isLikelyReached(index: number): boolean {
    const { guards = [] } = this.#analysis.commands[index] ?? {};
    return guards.every((guard) => this.#held(guard) === true || !this.#isBranch(guard));
  }

  #known(): readonly Known[] {
    const { ending = [] } = this.#analysis;
    this.#ending ??= knownOf(
      ending,
      ending.map((step) => this.#toldOf(step)),
      { succeeded: true, failed: false }[this.#call.outcome as string],
    );
    return this.#ending;
  }

  #held(guard: Guard): boolean | undefined {
    if (this.#guards.has(guard)) return this.#guards.get(guard);
    const told = guard.steps.map((step) => this.#toldOf(step));
    const outcome = outcomeOfList(guard.steps, told);
    const held = outcome === undefined ? this.#heldByOther(guard) : outcome === guard.wanted;
    this.#guards.set(guard, held);
    return held;
  }

  /**
   * What the words of the other branch tell: `if [ -d a ]; then rm a/b; else echo "No a"; fi`. In a loop one turn may
   * take one branch, and the next turn the other one.
   */
  #heldByOther({ steps, wanted }: Guard): boolean | undefined {
    if (loops.test(this.#call.argument)) return undefined;
    const { commands } = this.#analysis;
    const others = commands.filter(({ guards = [] }) =>
      guards.some((other) => other.steps === steps && other.wanted !== wanted),
    );
    const isOnce = (words: string) => commands.filter(({ argv }) => argv.join(' ') === words).length === 1;
    const spoke = others.some((other) => isOnce(other.argv.join(' ')) && this.#echoed(other) === true);
    return spoke ? false : undefined;
  }

  /** A choice that the words left open, and no work that had to succeed first. */
  #isBranch({ steps, wanted }: Guard): boolean {
    if (!wanted || steps.length === 0) return true;
    return steps.some((step) => {
      const command = this.#analysis.commands[this.#deciding(step)];
      return !command || questionOf(command) !== undefined;
    });
  }

  #deciding({ from, to, decidedBy }: Step): number {
    const { commands } = this.#analysis;
    for (let index = from; index < to; index += 1) if (commands[index]?.argv[0] === decidedBy) return index;
    return -1;
  }

  /** Whether a step ends as a command does: it is the step, or the only one that its program runs. */
  #decides(step: Step, index: number): boolean {
    const decider = this.#deciding(step);
    if (decider === index) return true;
    const { commands } = this.#analysis;
    const program = commands[decider]?.program ?? '';
    const inner = commands.slice(step.from, step.to).filter(({ wrappers }) => wrappers.includes(program));
    return (
      inner.length > 0 &&
      inner.every(({ wrappers }) => wrappers.length > 0) &&
      inner.at(-1) === commands[index] &&
      inner.length === commands[index]?.wrappers.length
    );
  }

  #toldOf(step: Step): Known {
    const index = this.#deciding(step);
    const command = this.#analysis.commands[index];
    if (!command) return {};
    const echoed = this.#echoed(command);
    if (echoed !== undefined) return { ran: echoed, ...(echoed && { succeeded: true }) };
    const succeeded = this.#ended(command, index);
    if (succeeded === undefined) return {};
    return { succeeded: step.isNegated ? !succeeded : succeeded };
  }

  /** `echo` prints its words, or it did not run. */
  #echoed({ program, argv, dynamic, effects, wrappers }: SimpleCommand): boolean | undefined {
    const words = argv.slice(1).join(' ');
    const isPlain = program === 'echo' && !dynamic && effects.length === 0 && wrappers.length === 0;
    if (!isPlain || !/^(?!-)[^\\]{1,200}$/.test(words) || this.#call.result === undefined) return undefined;
    this.#printed ??= new Set(resultLines(this.#call.result.text).map((line) => line.trim()));
    return this.#printed.has(words.trim());
  }

  #ended(command: SimpleCommand, index: number): boolean | undefined {
    const question = questionOf(command);
    if (question) {
      if (question.no && this.#lines.some((line) => question.no?.test(line))) return false;
      if (question.yes && this.#lines.some((line) => question.yes?.test(line))) return true;
    }
    const shown = new Set(this.tellings(index).map(({ shows }) => shows));
    const isDone = shown.has('done');
    const isRefused = [...refusals].some((refusal) => shown.has(refusal));
    return isDone === isRefused ? undefined : isDone;
  }
}

/** https://www.gnu.org/software/coreutils/manual/html_node/head-invocation.html */
function linesWanted(words: readonly string[]): number {
  const given = /(?:^| )(?:-n ?|--lines[= ]|-)(\d+)(?= |$)/.exec(words.join(' '))?.[1];
  return given === undefined ? 10 : Number(given);
}

/** Output of a part of the line goes elsewhere: nobody can tell by its absence. */
const hidesWords = /(?:^|[^2])>\s*\/dev\/null|&>|>&|\$\(|`|(?:^|[^|])\|(?!\|)|\bexec\b/;

const loops = /(?:^|[\s;&|(])(?:for|while|until|xargs|parallel|watch)\s/;

/** What the agent itself had written is no word of a program. */
function isEchoed(line: string, command: string): boolean {
  return line.includes(': ') && command.includes(line);
}

/** What prints text of others: files, pages, programs of which nobody knows what they print. */
const quoting: ReadonlySet<string> = new Set(['read', 'connect', 'download', 'execute']);

function questionOf({ program, argv }: SimpleCommand): Question | undefined {
  return questions.find(
    ({ programs, words = [] }) =>
      programs.includes(program) && words.every((word) => argv.slice(1).some((one) => word.test(one))),
  );
}
