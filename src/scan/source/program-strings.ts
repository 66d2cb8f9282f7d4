import { emptyEnvironment } from '../guard-environment.ts';
import { isAgentWord } from '../launch/agent-words.ts';
import { launchOf } from '../launch/launch-of.ts';
import { isSettingValue, takesSwitchingValue } from '../other-agents.ts';
import { bracketsAround, placeOf } from './literal-place.ts';
import type { Literal } from './read-literals.ts';

/** The strings of a program in their order, with the code around them in which they are blank. */
export class ProgramStrings {
  readonly literals: readonly Literal[];
  readonly code: string;

  constructor({ literals, code }: { readonly literals: readonly Literal[]; readonly code: string }) {
    this.literals = literals;
    this.code = code;
  }

  /** A string, and the next one where it can be its value; or the string that a name in its place has by default. */
  optionAt(index: number): string[] {
    const option = this.literals[index]?.value ?? '';
    const given = takesSwitchingValue(option) ? this.#valueNamed(index) : undefined;
    if (given !== undefined) return [option, given];
    const next = this.isFollowed(index) ? index + 2 : index + 1;
    return this.literals.slice(index, next).map(({ value }) => value);
  }

  /** `["--ask-for-approval", self.approval]` with `approval: str = "never"` somewhere in the file. */
  #valueNamed(index: number): string | undefined {
    const after = this.literals[index]?.end ?? 0;
    const name = /^\s*,\s*(?:[\w$]+\??\.)*([A-Za-z_$][\w$]*)\s*[,\])]/.exec(
      this.code.slice(after, after + 120),
    )?.[1];
    if (name === undefined) return undefined;
    return this.literals.find((one) => {
      const place = placeOf(one, this.code);
      const isGiven = (place.assigned ?? '').replace(/^.*\./, '') === name || place.statement === name;
      return isGiven && isSettingValue(one.value);
    })?.value;
  }

  /** The list in which a string stands begins with the name of a program that is no agent. */
  isOfOtherProgram({ start, end }: Literal): boolean {
    const [from] = bracketsAround(this.code, start, end);
    if (this.code[from - 1] !== '[') return false;
    const program = this.literals.findLast(({ end: last }) => last < from);
    const isArguments = program && /^\s*,\s*$/.test(this.code.slice(program.end, from - 1));
    const isSubcommand = (other: Literal) =>
      other.start >= from && other.start < start && /^[a-z][\w-]*$/.test(other.value);
    if (isArguments && !isAgentWord(program.value) && this.literals.some(isSubcommand)) return true;
    const first = isArguments ? program : this.literals.find((other) => other.start >= from);
    // What stands before the first string may be the program.
    const isFirst = first === program || /^\s*$/.test(this.code.slice(from, first?.start));
    return (
      first !== undefined &&
      isFirst &&
      first.start < start &&
      /^[\w./-]+$/.test(first.value) &&
      isNoAgent(first.value)
    );
  }

  /** The value of an option is the next string, not one that a user of the program gives. */
  isFollowed(index: number): boolean {
    const [option, value] = [this.literals[index], this.literals[index + 1]];
    if (!option || !value || value.start - option.end > 60) return false;
    return /^[\s,.()\w&!]*$/.test(this.code.slice(option.end, value.start));
  }

  /** Strings that are given to a name beside it, as options of one object or one call are. */
  siblings({ start, end }: Literal): ReadonlyMap<string, string> {
    const [from, to] = bracketsAround(this.code, start, end);
    const inside = this.literals.filter((other) => other.start >= from && other.end <= to);
    const named = (one: Literal) => placeOf(one, this.code).assigned ?? '';
    return new Map(inside.map((one) => [named(one).slice(named(one).lastIndexOf('.') + 1), one.value]));
  }

  /** A key that is itself a string: `{"permissionMode": "bypassPermissions"}`. */
  keyBefore(literal: Literal): string | undefined {
    const before = this.literals.findLast((other) => other.end <= literal.start);
    if (!before || !/^\s*\]?\s*(?::|=>|=)\s*$/.test(this.code.slice(before.end, literal.start)))
      return undefined;
    return before.value;
  }
}

/** A word that is no option, no agent, and no program that starts others. */
export function isNoAgent(word: string): boolean {
  const { agentAt, carried } = launchOf([word, 'x'], emptyEnvironment);
  return !word.startsWith('-') && agentAt === undefined && !carried;
}
